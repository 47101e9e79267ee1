/**
 * Words of code messages: Kazakh, Uzbek, Azerbaijani and Mongolian.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Kazakh, Uzbek, Azerbaijani and Mongolian. */
export const kk: Language = {
  code: "растау коды*|тексеру коды*|қауіпсіздік коды*|бір реттік құпиясөз*|бір реттік код*|кіру коды*|" +
    "tasdiqlash kodi*|bir martalik parol*|kirish kodi*|xavfsizlik kodi*|тасдиқлаш коди*|təsdiq kodu*|" +
    "təsdiqləmə kodu*|birdəfəlik kod*|birdəfəlik şifrə*|təhlükəsizlik kodu*|giriş kodu*|" +
    "баталгаажуулах код*|нэг удаагийн код*|нэг удаагийн нууц үг*|ырастоо коду*",
  weakCode: "коды|кодыңыз|құпиясөз|kodi|kodingiz|parol|parolingiz|kodunuz|şifrəniz|коди|код",
  enter: "енгізіңіз|пайдаланыңыз|kiriting|foydalaning|daxil edin|istifadə edin|оруулна уу|киргизиңиз",
  login: "кіру|кіруге|kirish|daxil olmaq|giriş|нэвтрэх",
  verify: "растау|растаңыз|тіркелу|белсендіру|tasdiqlash|ro'yxatdan|təsdiqləmək|qeydiyyat|баталгаажуул*|" +
    "бүртг*",
  unrelated: "пошта индексі|жеңілдік коды|promo kod|endirim kodu|poçt indeksi|штрих-код",
  numberName: "тапсырыс нөмірі|buyurtma raqami|sifariş nömrəsi|захиалгын дугаар",
  figure: "нөмір|raqam|rəqəm|дугаар|сан",
  unit: "минут|сағат|daqiqa|soat|dəqiqə|saat|цаг|өдөр",
  currency: "теңге|тенге|so'm|manat|төгрөг",
  secrecy: "ешкімге|hech kimga|heç kimə|хэнд ч|paylaşmayın",
};
