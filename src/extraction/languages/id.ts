/**
 * Words of code messages: Indonesian and Malay.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Indonesian and Malay. */
export const id: Language = {
  occasion: "paket|kurir|pengiriman|pengantaran|pemesanan|resi|bungkusan|penghantaran|kartu hadiah|voucher|" +
    "loker|wifi|pintu|tamu|brankas",
  code: "kode verifikasi|kode OTP|kode keamanan|kode konfirmasi|kode masuk|kode akses|kode otentikasi|" +
    "kode autentikasi|kode sekali pakai|kata sandi sekali pakai|kode aktivasi|kode rahasia|kode login|" +
    "sandi sekali pakai|kode unik|kode sementara|kod pengesahan|kod keselamatan|kod OTP|kod verifikasi|" +
    "kata laluan sekali guna|kod sekali guna|kod akses|kod pengaktifan|kode validasi|kod log masuk|" +
    "kode otorisasi|nombor TAC|TAC|kod TAC|kode registrasi|nomor verifikasi|angka verifikasi",
  weakCode: "kode|kod|kata sandi|sandi|kode anda|kata laluan|pin|password",
  enter: "masukkan|gunakan|ketik|masukan|isi|guna|taip|pakai|input|masukin|memasukkan|menggunakan|mengetik|" +
    "sila masukkan|menggunakan|salin|isikan|ketikkan|ketikan",
  login: "masuk|login|log masuk|mengakses|log in|akses",
  verify: "verifikasi|konfirmasi|melanjutkan|mengonfirmasi|memverifikasi|mengesahkan|pengesahan|aktivasi|" +
    "menyelesaikan|meneruskan|verifikasikan|konfirmasikan|aktifkan|mengaktifkan|diminta|" +
    "yang anda minta|minta|mendaftar|pendaftaran|registrasi|menghubungkan|menautkan|pengaktifan|" +
    "menyetujui|mengatur ulang|membuka kunci|persetujuan|daftar|jika itu anda|jika ini anda|" +
    "bila itu anda",
  passwordReset:
    "mengatur ulang kata sandi|atur ulang kata sandi|reset kata sandi|reset password|ubah kata sandi|" +
    "mengubah kata sandi|kata sandi baru|menetapkan semula kata laluan|tetapan semula kata laluan|" +
    "tukar kata laluan|ganti kata sandi|mengganti kata sandi|mereset kata sandi|pemulihan kata sandi|" +
    "set semula kata laluan",
  phoneConfirmation:
    "verifikasi nomor*|konfirmasi nomor*|memverifikasi nomor*|mengonfirmasi nomor*|mengesahkan nombor*|" +
    "pengesahan nombor*|sahkan nombor*",
  emailChange:
    "mengubah email|ubah email|ganti email|mengganti email|perubahan email|email baru|tukar e-mel|" +
    "menukar e-mel|perubahan alamat email|ubah alamat email|pertukaran e-mel",
  payment: "pembayaran|membayar|pembelian|transaksi|bayaran",
  transfer: "transfer|penarikan|pemindahan|pindahan|pengeluaran wang|kirim uang|tarik dana",
  deletion: "menghapus akun|hapus akun|penghapusan akun|memadam akaun|pemadaman akaun|penutupan akaun|" +
    "penutupan akun|padam akaun",
  unrelated:
    "kode pos|poskod|kode promo|kode diskon|kode voucher|kode kupon|kode QR|kod QR|kode batang|barcode|" +
    "kode kesalahan|kode error|kode negara|kode sumber|kode referral|kode undangan|kode booking|" +
    "kode pemesanan|kod promosi|kod diskaun|kod bar|kod ralat|kod baucar|kode produk|kode area|" +
    "kode hadiah|kata sandi wifi|password wifi|kode pengambilan|kode bank|kode pesanan|kod rujukan|" +
    "kode resi|kode cadangan|kode loker|pindai kode|kode anti-phishing",
  promotion: "diskon|promo|voucher|gratis ongkir|penawaran|kupon|diskaun|baucar|potongan|cashback|keranjang",
  numberName:
    "nomor pesanan|no pesanan|no. pesanan|nomor invoice|nomor rekening|no rekening|nomor resi|no resi|" +
    "no. resi|nomor referensi|nomor transaksi|nomor pelanggan|nomor kartu|nomor tiket|nombor pesanan|" +
    "nombor akaun|nombor rujukan|no rujukan|no. rujukan|saldo|baki|jumlah|total|nomor polisi|" +
    "ID pesanan|ID transaksi|ID pelanggan|nomor kontrak|nomor peserta|nomor antrean|nombor penjejakan",
  numbered:
    "pesanan|invoice|rekening|kartu|tiket|penerbangan|kereta|kamar|no|no.|nomor|nombor|versi|halaman|" +
    "paket|pelanggan|sejak|tahun|akaun|kad|bilik|kursi|pintu",
  contact: "hubungi|telepon|telp|telp.|telefon|faks|tel|call center|wa|layanan pelanggan|ke nomor|info|" +
    "bantuan|layanan",
  ending: "berakhiran|yang berakhir|berakhir dengan|berakhir|digit terakhir",
  unit: "menit|minit|mnt|jam|detik|saat|hari|minggu|bulan|tahun|persen|peratus|poin|mata|kilometer|orang|" +
    "kali|pelanggan|pcs|peserta",
  currency: "Rp|rupiah|IDR|RM|ringgit|MYR",
  month: "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|senin|" +
    "selasa|rabu|kamis|jumat|sabtu|minggu",
  street: "jalan|jl|jl.|jln|gang|Jakarta|Bandung|Surabaya|Kuala Lumpur",
  secrecy: "jangan berikan|jangan bagikan|jangan beritahu|jangan beri|jangan sebarkan|jangan kongsi*|" +
    "jangan dedah*|jangan pernah|rahasia|rahasiakan|kepada siapa pun|siapapun|sesiapa|" +
    "tidak pernah meminta",
  unrequested:
    "jika anda tidak|jika bukan anda|jika kamu tidak|jika bukan kamu|bila anda tidak|jika ini bukan|" +
    "abaikan|tidak meminta",
  outdated: "kode lama|kode sebelumnya|kod lama|kod sebelumnya|kedaluwarsa|kadaluarsa|sudah tidak berlaku|" +
    "tidak berlaku lagi|tamat tempoh|sudah kedaluwarsa|kode terdahulu",
  renewed: "kode baru|kod baru|kod baharu|kode terbaru|kode verifikasi baru",
  copula: "adalah|ialah|yaitu",
  figure: "angka|nomor|nombor|digit|karakter",
  receipt: "berhasil|struk|kuitansi|disetujui|telah dibayar|lunas",
};
