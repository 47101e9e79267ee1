/**
 * Words of code messages: English.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** English. */
export const en: Language = {
  code: "verification code|security code|authentication code|login code|log in code|log-in code|logon code|" +
    "signin code|sign in code|sign-in code|one time code|one time password|one time passcode|" +
    "one time passwords|one time pin|one time security code|onetime code|onetime password|" +
    "netcode|single use code|single use password|temporary code|temporary password|temporary passcode|" +
    "temporary pin|temporary login code|disposable password|disposable code|passkey code|OTP|OTP code|" +
    "TOTP|2FA|2FA code|two factor code|two factor authentication code|two step code|" +
    "two step verification code|2 step verification code|MFA code|verify code|validation code|" +
    "identity code|identification code|device code|guard code|sms code|email code|e-mail code|" +
    "reset code|password reset code|unlock code|sign up code|signup code|secure code|safety code|" +
    "dynamic code|dynamic password|digit code|digits code|digit pin|digit number|" +
    "digit verification code|secret code|payment code|transfer code|mTAN|pairing code|link code|" +
    "linking code|signing code|magic code|numeric code|verification number|verification pin|login pin|" +
    "login otp|login password|security number|security pin|unique code|character code|vcode|" +
    "recovery code is|account recovery code|your recovery code|confirmation pin|access pin|" +
    "magic number|secret number|login number|magic digits|secret digits|authentication number|" +
    "one time number|passnumber|sign in number|verification digits|security digits|login digits|" +
    "one-off number|one-off code|one-off password|one-off pin|one-use code|single-use number|" +
    "identity check code|one-off passcode|authentication token|verification token|security token|" +
    "login token|sign in token|one time token|two factor token|two factor authentication token|" +
    "sms passcode|sms passcodes|device authorisation code|device authorization code",
  weakCode:
    "code|secure key|passcode|pass code|confirmation code|activation code|PIN|PIN code|password|TAN|token|" +
    "access code|auth code|authorization code|authorisation code|approval code|registration code|" +
    "activation key|access key|login key|security key|verification key|access number|temp password|" +
    "temp code|temp pin|starter password|initial password",
  enter: "type|enter|use|input|submit|insert|key in|copy|copy and paste|paste|provide|quote|fill in|typing|" +
    "entering|using|put in|confirm with|reply with|tap|is what you need|is all you need|pop in|" +
    "punch in|key|apply|respond with|confirm using|use the following|give|tell|pop|authorise it with|" +
    "authorize it with|confirm it with|approve it with|verify with|authenticate with|approve with|" +
    "authorise with|authorize with|sign in with|log in with|finish with|confirm by entering|" +
    "verify using|drop|confirm the six digits|confirm the digits|confirm these digits|confirm the code|" +
    "confirm this code",
  login:
    "log in|signed in|get back in|back into|login|log into|log on|logon|logging in|logging into|logged in|sign in|signin|sign into|" +
    "signing in|sign on|signing into|sign-in|access the platform|access your account|to access|" +
    "accessing your account|login attempt|two factor|two step|2 step|get into|log you in|logs you in|" +
    "sign you in|signs you in|lets you in|let you in",
  verify: "you requested|you asked|requested code|you'll need|you will need|verify|verification|to confirm|" +
    "authenticate|to continue|to proceed|complete your|finish|authorize|authorise|identity|" +
    "verify it's you|to activate|to unlock|to complete|verifying|confirming|unlock|confirm it’s you|" +
    "confirm it's you|confirm it is you|confirm that it's you|confirm your identity|prove|" +
    "make sure it's you|if it's you|if it’s you|if that's you|if this was you|if that was you|" +
    "if it was you|authenticating|authorise it|authorize it|approve it|pair|pairing|link your|linking|" +
    "connect your|register|registration|registering|sign up|signing up|enroll|enrol|for your security|" +
    "set up|activate|activation|activating|approve|verify your identity|prove it's you|recover|" +
    "it's really you|it’s really you|really you|that it's you|someone's on your account|" +
    "someone is on your account|access to your account|link this phone|link this device|" +
    "add this device|unlocks|activates|authorises|authorizes|identity check|changing your address|" +
    "change of address|if you made this request|if you requested this|if you asked for this|" +
    "if you did this|age check|age verification|to link",
  passwordReset:
    "password reset|reset password|reset your password|reset the password|resetting your password|" +
    "reset my password|reset of your password|reset code|password reset code|change your password|" +
    "password change|changing your password|change the password|update your password|password recovery|" +
    "recover your password|recover your account|account recovery|new password|set a password|pin reset|" +
    "reset your pin|change your pin|reset your passcode|restore access|recovery code",
  phoneConfirmation:
    "confirm your phone|confirm your mobile|confirm your number|confirm phone|confirm this phone|" +
    "confirming your phone|verify your phone|verify your mobile|verify your number|verify phone|" +
    "verify this phone|verify this number|verifying your phone|phone number verification|" +
    "mobile number verification|phone number confirmation|phone confirmation|add this phone|" +
    "add your phone|adding this phone|adding your phone|add a phone|new phone number|change your phone|" +
    "phone number change|link your phone|update your phone|register your phone|register your mobile",
  emailChange: "email change|e-mail change|change your email|change your e-mail|change of email|" +
    "changing your email|change the email|new email|new e-mail|update your email|update your e-mail|" +
    "email address change|e-mail address change|confirm your new email|change email|" +
    "confirm your email address|verify your email address|confirm your e-mail address|" +
    "confirm email address",
  payment: "payment|payments|purchase|to pay|pay for|paying|checkout payment|3-D secure|3D secure|" +
    "card transaction|transaction of|online transaction|authorize the transaction|" +
    "authorise the transaction|transaction amount|payment code|approve the transaction|" +
    "this transaction|your transaction|debit|charge of|order of",
  transfer:
    "transfer|wire transfer|money transfer|bank transfer|transfer of|transfer code|withdrawal|withdraw|" +
    "withdrawing|payout|send money|new payee|beneficiary|remittance|ACH|add a payee|payee",
  deletion: "delete your account|deleting your account|account deletion|delete account|" +
    "deletion of your account|close your account|closing your account|account closure|" +
    "delete the account|remove your account|deactivate your account|account removal|erase your account",
  secrecy: "do not share|don't share|don’t share|dont share|never share|do not give|don't give|don’t give|" +
    "never give|do not disclose|never disclose|don't disclose|do not forward|don't forward|never tell|" +
    "do not tell|don't tell|will never ask|never ask|we will not ask|won't ask|won’t ask|" +
    "keep this code|keep it secret|keep it private|do not reveal|do not send|never send|beware of|" +
    "never call|not share|no one from|nobody from|never request|never contact you",
  unrequested: "if you did not|if you didn't|if you didn’t|if you didnt|if you have not|if you haven't|" +
    "if you haven’t|if this was not|if this wasn't|if this wasn’t|if it wasn't|if it wasn’t|" +
    "if it was not you|if you do not|if you don't|if you don’t|not you|wasn't you|wasn’t you|wasnt you|" +
    "didn't request|didn’t request|did not request|didn't make|didn't try|not requested|" +
    "not made by you|if you never|if this was a mistake|if you believe|if you suspect|" +
    "if you received this|if someone|if you think|if not you|if not done|if not initiated|" +
    "if you are not|if this is not|if this isn't|if this isn’t|someone else|you can ignore|ignore this|" +
    "disregard|in case you|if you weren't|if you weren’t|if you want to|if you wish|if you need|" +
    "if you no longer|if you forgot|if you get|having trouble",
  outdated:
    "old code|old codes|previous code|previous codes|earlier code|earlier codes|last code|prior code|" +
    "former code|expired code|old otp|previous otp|old password|previous password|old pin|previous pin|" +
    "previously sent|has expired|have expired|had expired|is expired|already expired|no longer valid|" +
    "no longer works|no longer work|not valid anymore|is invalid|was invalid|is no longer valid|" +
    "was cancelled|been cancelled|been canceled|been replaced|was replaced|replaced by|replaces|" +
    "superseded|supersedes|already used|already been used|was used|instead of|ignore code|" +
    "ignore the code|not use|don't use|do not use|don’t use|was incorrect|is incorrect|was wrong|" +
    "replaces code|replaces the code|sent earlier|sent before|code from before|invalidated|revoked|" +
    "discard|you entered|last one|previous one|old one|earlier one|first one|the other one",
  renewed: "new code|new one|new otp|new one time|new verification code|new security code|new login code|" +
    "new pin|current code|latest code|fresh code|newest code|updated code|correct code|replaced by|" +
    "superseded by|replaced with",
  copula: "is|are|are as follows|reads",
  figure: "number|digits|numbers|following number|following digits|following characters|characters|" +
    "combination|sequence|figures",
  receipt: "approved|receipt|payment received|has been paid|thank you for your purchase|" +
    "thank you for shopping|thanks for your purchase|transaction record|merchant copy|customer copy|" +
    "payment successful|we confirm your payment|e-gift|gift card|e-voucher||was paid|purchase approved|" +
    "card purchase $|thanks for your order|thank you for your order|paid with|order confirmed|" +
    "order total|paid by|was received|has been received|was approved|been approved|has been changed|was changed|changed successfully|has been updated|" +
    "used successfully|set successfully",
  occasion:
    "the dasher|your driver|the driver|the courier|the rider|your rider|payslip|payslips|attached pdf|pdf opens|open the pdf|attachment|door|building|lobby|visitor|guest|keybox|lockbox|apartment|vault pin|e-gift card|e-gift|" +
    "your course|class|exhibition|keypad|locker|kahoot|bowling|booking number|reservation number|" +
    "booking reference|booking id|reservation id|booking ref",
  contact: "info|infoline|info line|help|questions|call center|call centre",
};
