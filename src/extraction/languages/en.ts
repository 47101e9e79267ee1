/**
 * Words of code messages: English.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** English. */
export const en: Language = {
  code: "verification code|security code|confirmation code|authentication code|authorization code|" +
    "authorisation code|login code|log in code|log-in code|logon code|signin code|sign in code|" +
    "sign-in code|access code|one time code|one time password|one time passcode|one time passwords|" +
    "one time pin|one time security code|onetime code|onetime password|single use code|" +
    "single use password|temporary code|temporary password|temporary passcode|temporary pin|" +
    "temporary login code|disposable password|disposable code|passcode|pass code|passkey code|OTP|" +
    "OTP code|TOTP|2FA|2FA code|two factor code|two factor authentication code|two step code|" +
    "two step verification code|2 step verification code|MFA code|auth code|verify code|" +
    "validation code|identity code|identification code|device code|guard code|sms code|text code|" +
    "email code|e-mail code|reset code|password reset code|unlock code|activation code|" +
    "registration code|sign up code|signup code|secure code|safety code|dynamic code|dynamic password|" +
    "digit code|digits code|digit pin|digit number|digit verification code|secret code|payment code|" +
    "transfer code|mTAN|pairing code|link code|linking code|approval code|signing code|magic code|" +
    "numeric code|verification number|verification pin|login pin|login otp|login password|" +
    "security number|security pin|unique code|character code|vcode",
  weakCode: "code|PIN|PIN code|password|TAN|token",
  enter: "type|enter|use|input|submit|insert|key in|copy|copy and paste|paste|provide|quote|fill in|typing|" +
    "entering|using|put in|confirm with|reply with|tap",
  login: "log in|login|log into|log on|logon|logging in|logging into|logged in|sign in|signin|sign into|" +
    "signing in|sign on|signing into|sign-in|access the platform|access your account|to access|" +
    "accessing your account|login attempt|two factor|two step|2 step",
  verify:
    "verify|verification|to confirm|authenticate|to continue|to proceed|complete your|finish|authorize|" +
    "authorise|identity|verify it's you|to activate|to unlock|to complete|verifying|confirming",
  passwordReset:
    "password reset|reset password|reset your password|reset the password|resetting your password|" +
    "reset my password|reset of your password|reset code|password reset code|change your password|" +
    "password change|changing your password|change the password|update your password|password recovery|" +
    "recover your password|recover your account|account recovery|new password|set a password|pin reset|" +
    "reset your pin|change your pin|reset your passcode|restore access",
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
  unrelated:
    "zip code|postal code|postcode|post code|area code|country code|dialling code|dialing code|qr code|" +
    "qr codes|bar code|barcode|unicode|promo code|promotion code|promotional code|discount code|" +
    "coupon code|voucher code|gift code|gift card code|referral code|invite code|invitation code|" +
    "refer code|reward code|bonus code|offer code|error code|status code|exit code|response code|" +
    "result code|dress code|source code|code of conduct|code review|code snippet|code base|codebase|" +
    "code name|sort code|bank code|branch code|swift code|iban|bic|ifsc code|ifsc|mcc code|" +
    "product code|item code|article code|model code|part code|style code|color code|colour code|" +
    "hex code|morse code|genetic code|tax code|building code|penal code|civil code|course code|" +
    "class code|department code|cost code|gate code|door code|entry code|garage code|alarm code|" +
    "lockbox code|locker code|pickup code|pick up code|collection code|collect code|parcel code|" +
    "delivery code|booking code|reservation code|record locator|airline code|airport code|flight code|" +
    "station code|ticket code|tracking code|reference code|order code|customer code|client code|" +
    "user code|agent code|merchant code|company code|license code|licence code|wifi password|" +
    "wi-fi password|wifi code|wi-fi code|network password|room code|meeting code|conference code|" +
    "meeting id|backup code|backup codes|recovery codes|recovery code|emergency code|emergency codes|" +
    "vscode|vs code|visual studio code|claude code|code block|hs code|ean code|isbn|icd code|" +
    "diagnosis code|fault code|trouble code|zip|machine code|byte code|bytecode|open source|" +
    "serial number|serial no|serial code|batch code|lot code|short code|shortcode|ussd code|puk|" +
    "puk code|language code|currency code|mileage code|api token|token price|tokens|code freeze|" +
    "code sprint|code sample|pin number is required|pin board|pin this|pin it|code red|code blue|" +
    "code 39|code 128|access code for the building|passport number|booking reference|gift card number|" +
    "reservation number|itinerary|line of code|lines of code|of code|code lines|clean code|" +
    "code changes|code quality|code coverage|password protected|pin code 1|redeem code|redemption code|" +
    "loyalty code|student code|vendor code|supplier code|project code|time code|timecode|key code|" +
    "game code|share code|lobby code|event code|vehicle code|routing code",
  promotion:
    "off your|% off|percent off|discount|discounts|coupon|coupons|promo|voucher|vouchers|gift card|" +
    "at checkout|free shipping|cashback|free delivery|first order|next order|next purchase|save up|" +
    "redeem|free month|referral|refer a friend|invite friends|subscribe now",
  numberName: "order number|order no|order id|order nr|order ref|transaction number|transaction id|" +
    "transaction no|transaction reference|txn id|txn no|trx id|utr|rrn|invoice number|invoice no|" +
    "invoice id|ticket number|ticket no|ticket id|tracking number|tracking no|tracking id|tracking|" +
    "reference number|reference no|reference id|reference|ref no|ref number|ref id|ref|case number|" +
    "case no|case id|account number|account no|account id|acct|acct no|acc no|a/c|a/c no|ac no|" +
    "card number|card no|member number|member id|membership number|membership id|customer number|" +
    "customer no|customer id|client number|client id|user id|userid|username|policy number|policy no|" +
    "claim number|contract number|serial number|confirmation number|booking number|booking id|" +
    "booking reference|reservation number|reservation id|shipment number|parcel number|request id|" +
    "request number|message id|session id|merchant id|terminal id|application number|application id|" +
    "application no|registration number|licence number|license number|sr number|service request|" +
    "complaint number|flight number|train number|pnr|awb|employee id|student id|id number|device id|" +
    "patient id|patient number|vat number|tax id|meter number|order reference|payment reference|" +
    "quote number|confirmation id|ticket reference|case reference|your reference|our reference|" +
    "incident number|support id|support number|docket number|consignment number|badge number|" +
    "room number|seat number|gate number|bank account|phone number|mobile number|telephone number|" +
    "game id|meeting id|invoice reference|bill number|receipt number|receipt no|po number|" +
    "purchase order|article number|item number|model number|part number|sku|job number|job id|" +
    "batch number|lot number|version number|build number|vin|plate number|balance|limit|amount|total|" +
    "price|score|points|app id",
  numbered:
    "no|order|transaction|invoice|ticket|case|account|card|card ending|booking|reservation|shipment|" +
    "parcel|package|policy|claim|contract|request|incident|flight|train|bus|gate|seat|room|suite|apt|" +
    "apartment|unit|flat|floor|po box|p.o. box|box|page|version|ver|build|release|port|line|error|" +
    "chapter|section|article|issue|bug|pull request|user|member|customer|client|id|nr|num|number|rfc|" +
    "iso|model|part|item|lot|batch|bill|receipt|channel|track|route|highway|exit|windows|office|" +
    "copyright|reg|registration|license|licence|nmls|vat|ext|extension|session|device|table|desk|" +
    "locker|street|building|form|act|edition|year|top|approximately|more than|up to|game|match|player|" +
    "level|stage|season|episode|patient|student|employee|agent|driver|vehicle|trip|ride|run|test|" +
    "sample|quote|file|document|serial|conference|code 39",
  contact:
    "call|call us|call us at|call us on|phone|tel|telephone|fax|sms to|text us at|dial|whatsapp|mobile|" +
    "hotline|helpline|toll free|contact|contact us|contact us at|reply|reply to|text stop to|" +
    "send stop to|help to|stop to|reach us|reach us at|support line|customer service|customer care|" +
    "text help to|from number",
  ending: "ending|ending in|ending with|ending on|ends in|ends with|ended|last 4|last four|last digits|" +
    "last 4 digits|last four digits|card ending|card ending in|card x|xx|phone ending in",
  unit: "minute|minutes|min|mins|second|seconds|sec|secs|hour|hours|hr|hrs|h|day|days|week|weeks|month|" +
    "months|year|years|ms|percent|pct|points|pts|miles|mile|km|kg|lb|lbs|ft|sq ft|kb|mb|gb|tb|users|" +
    "people|customers|members|items|steps|calories|kcal|times|px|rpm|mph|kwh|kw|mah|employees|" +
    "subscribers|followers|reviews|likes|views|students|countries|stores|locations|degrees|characters|" +
    "digits|words|shares|units|copies|tokens|coins|miles away|meters|metres|pages|stars|bonus points|" +
    "attempts|feet|developers|companies|orders|votes|seats|tickets|cases|lines|commits|downloads|" +
    "photos|files|emails|messages|passengers|rooms|hotels",
  currency:
    "usd|eur|gbp|inr|rs|rs.|jpy|cny|rmb|aud|cad|chf|nzd|sgd|hkd|myr|rm|php|zar|ngn|kes|ksh|aed|sar|btc|" +
    "eth|usdt|dollars|dollar|euros|euro|pounds|rupees|yen|yuan|cents|credits|mxn|brl|ars|clp|cop|pen|" +
    "egp|pkr|bdt|lkr|dirhams|krw|twd|qar|kwd|baht|rand|naira|lira|dong",
  month:
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|" +
    "apr|jun|jul|aug|sep|sept|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|" +
    "tue|wed|thu|fri|sat|sun|spring|summer|autumn|winter|q1|q2|q3|q4",
  street: "street|st.|avenue|ave|boulevard|blvd|road|rd|lane|ln|drive|dr.|highway|hwy|suite|plaza|parkway|" +
    "pkwy|way|square|court|terrace|crescent|place|po box|p.o. box",
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
    "discard|you entered",
  renewed: "new code|new one|new otp|new one time|new verification code|new security code|new login code|" +
    "new pin|current code|latest code|fresh code|newest code|updated code|correct code|replaced by|" +
    "superseded by|replaced with",
};
