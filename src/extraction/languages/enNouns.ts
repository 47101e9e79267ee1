/**
 * Words of code messages: English, words that claim a number for something else.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** English, words that claim a number for something else. */
export const enNouns: Language = {
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
    "wi-fi password|wifi code|wi-fi code|network password|room code|meeting code|meeting passcode|" +
    "meeting password|door pin|gate pin|voicemail pin|sim pin|conference code|meeting id|backup code|" +
    "backup codes|recovery codes|emergency code|emergency codes|vscode|vs code|visual studio code|" +
    "claude code|code block|hs code|ean code|isbn|icd code|diagnosis code|fault code|trouble code|zip|" +
    "occupation code|industry code|job code|payroll code|machine code|byte code|bytecode|open source|serial number|serial no|serial code|batch code|" +
    "lot code|short code|shortcode|ussd code|puk|puk code|language code|currency code|mileage code|" +
    "api token|token price|tokens|code freeze|code sprint|code sample|pin number is required|pin board|" +
    "pin this|pin it|code red|code blue|code 39|code 128|access code for the building|passport number|" +
    "booking reference|gift card number|reservation number|itinerary|line of code|lines of code|" +
    "of code|code lines|clean code|code changes|code quality|code coverage|password protected|" +
    "pin code 1|redeem code|redemption code|loyalty code|student code|vendor code|supplier code|" +
    "project code|time code|timecode|game code|share code|lobby code|event code|vehicle code|" +
    "routing code|recovery codes are|scan this code|scan the code|scan code|scan the qr|" +
    "anti phishing code|antiphishing code|anti-phishing phrase|game pin|zone code|location code|" +
    "claim code|donation code|member code|atm code|exam code|paper code|entry pin|entrance code|entrance pin|lunch pin|advisor pin|support code|" +
    "support pin|biller code|plan code|host code|guest code|trip pin|ride pin|network unlock code",
  promotion:
    "off your|% off|percent off|discount|discounts|coupon|coupons|promo|voucher|vouchers|gift card|" +
    "at checkout|refer friends|refer your friends|and earn|free shipping|cashback|free delivery|first order|next order|next purchase|save up|" +
    "redeem|free month|referral|refer a friend|invite friends|subscribe now",
  occasion: "meeting|webinar|conference|voicemail|sim card|router|thermostat|booking|reservation|flight|" +
    "itinerary|check in|boarding|boarding pass|parcel|package|courier|delivery|delivered|shipment|" +
    "shipped|pickup|pick up|locker|appointment|hotel|driver|rental|restaurant|passenger|seat|kiosk|" +
    "printer|doctor|patient|tee time|concert|movie|cinema|wifi|wi-fi|gate|parking|lab results|raffle|" +
    "lottery|survey|donation|meeting id|webinar id|zoom|gift card code|gift code|gift card|" +
    "gift card number",
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
    "room number|seat number|gate number|bank account|game id|meeting id|invoice reference|bill number|" +
    "receipt number|receipt no|po number|purchase order|article number|item number|model number|" +
    "part number|sku|commit|sha|revision|changeset|registry code|access number|login name|job number|job id|batch number|lot number|version number|build number|vin|" +
    "plate number|balance|limit|amount|total|price|score|points|app id",
  numbered:
    "no|application|order|transaction|invoice|ticket|case|account|card|card ending|booking|reservation|" +
    "shipment|parcel|package|policy|claim|contract|request|incident|flight|train|bus|gate|seat|room|" +
    "suite|apt|apartment|unit|flat|floor|po box|p.o. box|box|page|version|ver|build|release|port|line|" +
    "error|chapter|section|article|issue|bug|pull request|user|member|customer|client|id|nr|num|number|" +
    "rfc|iso|model|part|item|lot|batch|bill|receipt|channel|track|route|highway|exit|windows|office|" +
    "copyright|reg|registration|license|licence|nmls|vat|ext|extension|session|device|table|desk|" +
    "locker|street|building|form|act|edition|year|top|approximately|more than|up to|game|match|player|" +
    "level|stage|season|episode|patient|student|employee|agent|driver|vehicle|trip|ride|run|test|" +
    "sample|atm|terminal|store|branch|kiosk|pump|quote|file|document|serial|conference|code 39|merchant",
  contact:
    "telephone number|mobile number|phone number|call|calling|dialing|dialling|texting|phoning|call us|" +
    "call us at|call us on|phone|tel|telephone|fax|sms to|text us at|dial|whatsapp|hotline|helpline|" +
    "toll free|contact|contact us|contact us at|reply|reply to|text stop to|send stop to|help to|" +
    "stop to|reach us|reach us at|support line|customer service|customer care|text help to|from number",
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
};
