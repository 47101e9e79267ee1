/**
 * Words of code messages: Georgian and Albanian.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Georgian and Albanian. */
export const ka: Language = {
  code: "ერთჯერადი კოდი|დადასტურების კოდი|ვერიფიკაციის კოდი|უსაფრთხოების კოდი|ერთჯერადი პაროლი|" +
    "ავტორიზაციის კოდი|ertjeradi kodi|dadasturebis kodi|kodi i verifikimit|kodi i konfirmimit|" +
    "kodi i sigurisë",
  weakCode: "კოდი|კოდია|პაროლი|kodi|kodin|fjalëkalimi",
  enter: "შეიყვანეთ|გამოიყენეთ|vendosni|përdorni|shkruani|შეიყვანე|გამოიყენე|აკრიფეთ|vendos|përdor|shkruaj",
  login: "შესვლ*|ავტორიზაცი*|hyrje*|identifikim*",
  verify: "დადასტურ*|ვერიფიკაცი*|verifik*|konfirm*",
  unit: "წუთი|წუთის|საათი|საათის|დღე|ლარი|minuta|orë|ditë",
  currency: "ლარი|GEL|lekë|lek",
  numberName: "შეკვეთის ნომერი|ანგარიშის ნომერი|numri i porosisë",
  numbered: "შეკვეთა|ანგარიში|ბარათი|porosia",
  secrecy: "არ გაუზიაროთ|არავის|mos e ndani",
  unrequested: "თუ თქვენ არ|nëse nuk",
  unrelated: "საფოსტო კოდი|პრომო კოდი|kodi postar|kodi promocional|kodi i zbritjes",
  promotion: "ფასდაკლება|zbritje",
  passwordReset: "პაროლის აღდგენ*|პაროლის შეცვლ*|rivendos*|ndryshimin e fjalëkalimit",
  outdated: "ძველი კოდი|kodi i vjetër",
  renewed: "ახალი კოდი|kodi i ri",
  figure: "ნომერი|რიცხვი|numrin",
};
