/**
 * Tells "your code" from "the padlock code": a noun that qualifies an ambiguous keyword.
 *
 * @module
 */
import { type Cue, cueBit, cueMask, purposes } from "./cues.ts";
import { has } from "./Context.ts";
import { charClass, normalizeText } from "./normalizeText.ts";
import { cuesWithin, type Part, sentenceAround } from "./Part.ts";
import { wordSet } from "./wordSet.ts";

/** What may stand between an ambiguous keyword and the code: "is", "for", "your" in the languages with joined scripts. */
const linking = wordSet(
  "is are was for your you to use with on in from at the and it this please here below now number no of by as " +
    "ist lautet sind für zum zur zu von vom bei im am ihr dein lauten heisst mit und " +
    "est es sont pour votre le la les de du des sur chez voici et vous ce par à " +
    "es son para tu su el la en con y por está los sera " +
    "é são para seu sua o a no na em com do da dos pra " +
    "è sono per il lo tuo suo nel di dal ed del con al " +
    "is voor je uw de het op van bij om en luidt met " +
    "är för din ditt på av från att er for din på fra til den det og det och med här " +
    "on sinun palveluun ja " +
    "to jest dla na do w z od twój i o ten " +
    "je pro na do v z pre ve k vaš váš " +
    "для в на к от это из по и ваш вам у от с до є це для у до від та на е за в от ви " +
    "için ile bu olan şudur olarak " +
    "είναι για στο στη στην σας του το από και της " +
    "este pentru la de din pe cu și tău dvs " +
    "a az ez is " +
    "je za na u iz s i vaš za " +
    "adalah ialah untuk anda kamu di ini yaitu dari ke mu " +
    "là của cho để la cua cho de bạn ban quý quy khách " +
    "ay ang mo para sa ng yra ir ni eshte " +
    "um afin aby om å at hogy da чтобы щоб kako za expires expire valid will before within until by by: avant jusqu antes hasta até prima entro fino voor tot vor bis före till før inden przed do před pred înainte до перед преди πριν önce sebelum hingga then when if only " +
    "never do don sent has can must should via gilt gültig läuft expire valable válido vale válida valido geldig gyldig " +
    "that which either entweder soit enten antingen albo buď либо або we che hai ha que qui das den die dat som który która który która который которые що які pe care " +
    "ważny platí действителен geçerli berlaku gives lets into onto so but because online now today here immediately only back again asap provisoire temporaire provisional temporal provisório temporário temporaneo provvisoria provvisorio tijdelijk tijdelijke unico único univoco unique secreto segreto secret personal personnel personale numérique numérico numerico dinámica jetzt hier sofort ici maintenant aquí ahora agora aqui qui ora",
);

/** What else may lead to a code in a sentence that holds hardly more. */
const pronouns = wordSet(
  "dan then dann alors entonces allora potem pak akkor atunci тогда тоді sivulle sovellukseen sivustolle palveluun " +
    "its c cest ce voici voila ecco eccolo eccola er sie es dies hier esta este aqui ez itt jest oto to tady zde se tot " +
    "to toto her dar siin see hier dit это вот он ось це ето его now code pin otp su bu iste αυτος εδω यह هو وهو هذا این הוא הנה",
);

/**
 * Whether a stretch of text holds nothing but words that lead to a code: "It is", "Here:".
 *
 * @param part The part.
 * @param from Start.
 * @param to End.
 */
export function isLead(part: Part, from: number, to: number): boolean {
  return part.folded.slice(from, to).split(/[^\p{L}\p{M}]+/u).every((word) =>
    word === "" || word.length === 1 || linking.has(word) || pronouns.has(word)
  );
}

/** What may stand before "code": no nouns of things that have codes. */
const leading = wordSet(
  "check access security login verification confirmation auth activation unlock your the this that a an my our their new following use using enter type with and or is of for by own personal " +
    "private secret special unique same correct valid current latest fresh secure safe account app web online mobile " +
    "bank banking digit digits character numeric short member email text following below above digital otp pin sms the " +
    "enter input insert submit provide copy paste via as her his last second first the temporary here random generated " +
    "matching trading platform brokerage portal client user customer exchange wallet network device game quick what " +
    "no any requested request system id service website site key " +
    "ihr ihre ihren dein deine deinen der den dem ein einen diesen dieser diesem folgenden folgender neuen neuer mit " +
    "votre ton leur avec nouveau suivant notre cette deze dit jouw onze een volgende nieuwe volgend het din ditt den " +
    "denna denne följande følgende siguiente este esta nuevo seguinte novo novo seguente questo nuovo tuo seu sua vaš váš " +
    "bu yeni ang iyong vendos vores vår",
);

/**
 * Whether a name of the characters themselves ("number", "digits") stands for them, not for the number of something else
 * ("employee number").
 *
 * @param part The part.
 * @param figure The word.
 */
export function isOwnFigure(part: Part, figure: Cue): boolean {
  const { classes, folded } = part;
  if (!has(figure, cueBit.figure)) return false;
  const { start } = figure;
  if (classes[start] === charClass.Unspaced) {
    return classes[start - 1] !== charClass.Unspaced || touching.includes(folded[start - 1] ?? "") ||
      /\p{Script=Hiragana}/u.test(folded[start - 1] ?? "");
  }
  const word = /([\p{L}\p{M}]+) $/u.exec(folded.slice(Math.max(0, start - 24), start))?.[1];
  if (word === undefined || linking.has(word) || leading.has(word) || pronouns.has(word)) return true;
  const known = cuesWithin(part, Math.max(0, start - 40), start).filter((cue) => cue.end === start - 1);
  return known.some((cue) => has(cue, purposes | cueMask("enter", "code", "weakCode", "figure")));
}

/** The languages' "code" that a noun in front qualifies. */
const qualifiable = wordSet("code passcode password pin token kodu koda kodi");

/** Characters that may touch an ambiguous keyword in scripts without blanks. */
const touching = "的新该該此本次性の은는을를이가我你您";

function before(part: Part, keyword: Cue): boolean {
  const { classes, folded, text } = part;
  const { start, end } = keyword;
  // "Dolap 12 kodu: 5512"
  if (/(?:^|\D)\d{1,3}[ の]$/.test(text.slice(Math.max(0, start - 5), start))) return true;
  if (classes[start] === charClass.Unspaced) {
    return classes[start - 1] === charClass.Unspaced && !touching.includes(text[start - 1] ?? "") &&
      !/[\p{Script=Hiragana}]/u.test(text[start - 1] ?? "");
  }
  // A capital within the text: German, where only an adjective before it is small.
  if (
    !qualifiable.has(/[^ ]*$/.exec(folded.slice(start, end))?.[0] ?? "") ||
    /^\p{Lu}\p{Ll}/u.test(text.slice(start, end))
  ) return false;
  const noun = /(?:^|[^\p{L}\d'’-])(\p{Ll}{3,24}) $/u.exec(text.slice(Math.max(0, start - 27), start))?.[1];
  if (
    noun === undefined || leading.has(normalizeText(noun).folded) || linking.has(normalizeText(noun).folded)
  ) return false;
  const known = cuesWithin(part, Math.max(0, start - 40), start).filter((cue) => cue.end === start - 1);
  return !known.some((cue) => has(cue, purposes | cueMask("enter", "code", "weakCode", "renewed")));
}

/** "Code for the padlock", "Code für das Schloss", "código de la puerta": an article, and so no sender's name. */
const article =
  /^ (?:for (?:the|my|our)|to the|für (?:das|die|den|unser\w{0,3})|zum|zur|pour (?:le|la|les)|para (?:el|la|los)|per (?:il|la|lo)|voor (?:het|de)|de (?:la|las|los)|del|della|dello|du|des|da|do|till|til) (\p{L}{3,24})/u;

function after(part: Part, keyword: Cue, start: number, end: number): boolean {
  const gap = part.text.slice(keyword.end, start);
  // A sentence that says what the code is for leaves nothing to guess.
  const [from, to] = sentenceAround(part, keyword.start, end);
  const purpose = [...cuesWithin(part, from, keyword.start), ...cuesWithin(part, keyword.end, to)];
  if (purpose.some((cue) => has(cue, purposes)) && !/^ \p{Ll}+ $/u.test(gap)) return false;
  if (/^ ?$/.test(gap) && qualifiable.has(part.folded.slice(keyword.start, keyword.end))) {
    // "code 8812 homes"
    const noun = /^ (\p{Ll}{3,24})(?![\p{L}'’])/u.exec(part.text.slice(end, end + 27))?.[1];
    const known = cuesWithin(part, end, end + 60).some((cue) => cue.start === end + 1);
    if (noun !== undefined && !known && !linking.has(normalizeText(noun).folded)) return true;
  }
  const thing = article.exec(gap)?.[1];
  if (thing !== undefined && !leading.has(normalizeText(thing).folded)) {
    return !cuesWithin(part, keyword.end, start).some((cue) =>
      has(cue, purposes | cueMask("enter", "secrecy"))
    );
  }
  // A compound says what code it is.
  if (part.text.slice(keyword.start, keyword.end).includes(" ")) return false;
  // "Código de paciente 4711"
  const owned = /^ (?:de|del|de la|di|du|des|da|do|della|d['’]) ?\p{Ll}+[ :]*$/u.test(gap);
  const next = /^ (\p{Ll}{2,24})(?![\p{L}'’])/u.exec(gap)?.[1];
  const unknown = next !== undefined && !linking.has(normalizeText(next).folded);
  if (!owned && !unknown) return false;
  return !cuesWithin(part, keyword.end, start).some((cue) =>
    has(cue, purposes | cueMask("enter", "code", "weakCode", "renewed", "outdated", "unit", "secrecy"))
  );
}

/**
 * Whether a noun makes an ambiguous keyword the name of something else.
 *
 * @param part The part.
 * @param keyword The keyword.
 * @param number Where the number after it stands; `undefined` for a keyword after its number.
 */
export function isQualified(
  part: Part,
  keyword: Cue,
  number?: { readonly start: number; readonly end: number },
): boolean {
  return before(part, keyword) || (number !== undefined && after(part, keyword, number.start, number.end));
}
