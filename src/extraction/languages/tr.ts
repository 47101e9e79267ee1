/**
 * Words of code messages: Turkish.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Turkish. */
export const tr: Language = {
  occasion:
    "kargo*|teslimat*|teslim|kurye*|rezervasyon*|randevu*|uçuş*|hediye kartı|dolap|dolabı|kapı|misafir|" +
    "apartman|wi-fi|wifi",
  code: "doğrulama kodu*|doğrulama kodunuz*|güvenlik kodu*|onay kodu*|giriş kodu*|tek kullanımlık kod*|" +
    "tek kullanımlık şifre*|tek kullanımlık parola*|tek seferlik kod*|tek seferlik şifre*|" +
    "tek seferlik parola*|aktivasyon kodu*|erişim kodu*|kimlik doğrulama kodu*|geçici şifre*|" +
    "geçici kod*|sms kodu*|sms şifre*|işlem şifre*|teyit kodu*|oturum açma kodu*|haneli kod*|" +
    "doğrulama şifre*|onay şifre*|sıfırlama kodu*|güvenlik numara*|doğrulama numara*",
  weakCode: "kod|kodu|kodunuz|kodun|kodunu|kodunuzu|şifre|şifreniz|şifreni|şifrenizi|parola|parolanız|pin|" +
    "şifresi|şifrenizdir|şifreyi|şifre ile|parolası|parolanızı|kodunuzdur|kodla|kodunuzla|şifrenizle|" +
    "kodudur|şifresidir|aktivasyon anahtarı*|etkinleştirme anahtarı*",
  enter: "girin|giriniz|kullanın|kullanınız|yazın|yazınız|gir|girerek|kullanarak|kullan|girmeniz|yaz|" +
    "kullanabilirsiniz|giriş için|tuşlayın|tuşlayınız|girilmesi|kopyalayın|girebilirsiniz|girmelisin|" +
    "yapıştır*",
  login: "giriş|girişi|oturum|oturum aç*|giriş yap*|girişiniz|erişim|giriş yapın|oturum açın",
  verify: "doğrula*|onayla*|devam et*|tamamla*|doğrulama|etkinleştir*|onaylayın|doğrulayın|istediğiniz|" +
    "talep ettiğiniz|istedin|eşleştir*|bağla*|kayıt|kaydı*|kaydol*|aktif*|aktivasyon|onaylamak|" +
    "onaylayabilirsiniz|güvenliğiniz için|kilidi*|sıfırla*|imzala*|bitir*|sizseniz|sensen|siz iseniz",
  passwordReset: "şifre sıfırla*|şifrenizi sıfırla*|şifreni sıfırla*|parola sıfırla*|parolanızı sıfırla*|" +
    "şifre değiş*|şifrenizi değiş*|yeni şifre*|şifre yenile*|şifrenizi yenile*|parolanı sıfırla*|" +
    "parola değiş*|parolanızı değiş*",
  phoneConfirmation: "telefon numaranızı doğrula*|telefon numaranızı onayla*|telefon numaranı doğrula*|" +
    "telefon numaranı onayla*|numaranızı doğrula*|numaranızı onayla*|telefon doğrulama*|" +
    "telefonunuzu doğrula*|telefon numarası doğrula*",
  emailChange:
    "e-posta değiş*|e-posta adresinizi değiş*|e-posta adresi değiş*|yeni e-posta*|e-postanızı değiş*",
  payment: "ödeme*|satın al*|alışveriş*|harcama*|ödemeniz*",
  transfer: "havale*|transfer*|eft|para çekme*|para gönder*|çekim*",
  deletion: "hesabınızı sil*|hesap silme*|hesabını sil*|hesabınızı kapat*|hesap kapat*|hesabınızın silin*",
  unrelated: "posta kodu*|indirim kodu*|promosyon kodu*|kupon kodu*|qr kod*|karekod*|barkod*|hata kodu*|" +
    "ülke kodu*|alan kodu*|kaynak kodu*|kaynak kod*|hediye kodu*|davet kodu*|rezervasyon kodu*|" +
    "ürün kodu*|teslimat kodu*|kıyafet kodu*|wifi şifre*|wi-fi şifre*|takip kodu*|kargo kodu*|" +
    "referans kodu*|kampanya kodu*|kapı kodu*|yedek kod*|teslim alma kodu*|teslim kodu*|unicode|" +
    "kodu okutun|anti-phishing kodu|kimlik avı önleme kodu",
  promotion: "indirim*|kampanya*|fırsat*|kupon*|ücretsiz kargo|hediye çeki|sepet*",
  numberName: "sipariş numara*|sipariş no|fatura numara*|fatura no|hesap numara*|hesap no|müşteri numara*|" +
    "müşteri no|takip numara*|takip no|referans numara*|referans no|işlem no|işlem numara*|" +
    "rezervasyon no|rezervasyon numara*|kart numara*|kargo takip*|bilet no|talep no|bakiye*|tutar*|" +
    "mersis no|vergi no|kayıt no|başvuru no|poliçe no|iban|başvuru numara*|gönderi no",
  numbered: "sipariş|siparişiniz|fatura|hesap|kart|bilet|uçuş|sefer|oda|no|no.|numara|sürüm|versiyon|sayfa|" +
    "paket|müşteri|talep|yıl|kapı|daire|gönderi",
  contact: "arayın|arayınız|telefon|tel|tel.|faks|müşteri hizmetleri|çağrı merkezi|iletişim|gsm|yazıp|" +
    "gönderin|gönderiniz|numarasını|hattı|bilgi|destek|yardım",
  ending: "ile biten|son 4 hane*|son dört hane*|sonu|ile sona eren",
  unit: "dakika|dakikadır|dk|saat|saniye|sn|gün|hafta|yıl|yüzde|puan|kilometre|kişi|müşteri|kez|adet|" +
    "dakikada|dakikalık|yılında",
  currency: "TL|lira|liralık|kuruş|₺",
  month: "ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|pazartesi|salı|" +
    "çarşamba|perşembe|cuma|cumartesi|pazar",
  street: "sokak|sok|sok.|cadde|cad|cad.|caddesi|mahallesi|mah|mah.|bulvarı|İstanbul|Ankara|İzmir",
  secrecy: "kimseyle paylaş*|paylaşmayın*|paylaşma*|kimseye|vermeyin*|söylemeyin|gizli|asla",
  unrequested:
    "siz yapmadıysanız|siz değilseniz|talep etmediyseniz|bu işlemi siz|sen değilsen|bu isteği siz|" +
    "dikkate almayın|yok say*|yapmadıysanız|istemediyseniz",
  outdated: "eski kod*|önceki kod*|süresi doldu*|süresi dolmuş*|geçerliliğini yitir*|geçerli değil*|" +
    "iptal edil*|önceki şifre*",
  renewed: "yeni kod*|güncel kod*|yeni doğrulama kodu*|yeni onay kodu*",
  figure: "numara|numarayı|rakam*|sayı|sayıyı|haneyi|karakter*",
  receipt:
    "onaylandı|onaylanmıştır|fiş|makbuz|ödendi|ödemeniz alındı|alışverişiniz için teşekkür|gerçekleşti|" +
    "|siparişiniz için teşekkür",
};
