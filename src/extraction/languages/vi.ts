/**
 * Words of code messages: Vietnamese.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Vietnamese. */
export const vi: Language = {
  occasion: "bưu kiện|giao hàng|shipper|đặt phòng|chuyến bay|lịch hẹn|thẻ quà tặng|tủ khóa|wifi",
  code: "mã xác minh|mã xác nhận|mã xác thực|mã bảo mật|mã OTP|mã đăng nhập|mật khẩu một lần|" +
    "mã dùng một lần|mã truy cập|mã kích hoạt|mã an toàn|mật khẩu dùng một lần|mật khẩu tạm thời|" +
    "mã kiểm tra|mã 6 chữ số|mã 4 chữ số|mã pin|mã số xác thực|mã giao dịch một lần|mã smart OTP|" +
    "mã SMS|mã xác nhận đăng nhập|số xác thực|số xác nhận|số xác minh",
  weakCode: "mã|mật khẩu|mã của bạn|mã là|mã số",
  enter: "nhập|sử dụng|dùng|điền|hãy nhập|gõ|nhập vào|vui lòng nhập|nhap|su dung|dien",
  login: "đăng nhập|truy cập|dang nhap",
  verify: "xác minh|xác nhận|xác thực|tiếp tục|hoàn tất|kích hoạt|bạn yêu cầu|yêu cầu|đăng ký|liên kết|" +
    "ghép nối|phê duyệt|đặt lại|mở khóa|hoan tat|xac thuc|xac nhan|nếu là bạn|nếu đó là bạn",
  passwordReset:
    "đặt lại mật khẩu|khôi phục mật khẩu|đổi mật khẩu|thay đổi mật khẩu|mật khẩu mới|quên mật khẩu|" +
    "lấy lại mật khẩu|cấp lại mật khẩu",
  phoneConfirmation: "xác nhận số điện thoại|xác minh số điện thoại|xác thực số điện thoại",
  emailChange: "thay đổi email|đổi email|email mới|thay đổi địa chỉ email|đổi địa chỉ email",
  payment: "thanh toán|mua hàng|giao dịch|mua sắm",
  transfer: "chuyển tiền|chuyển khoản|rút tiền|người thụ hưởng",
  deletion: "xóa tài khoản|xoá tài khoản|đóng tài khoản|hủy tài khoản|huỷ tài khoản",
  unrelated:
    "mã bưu điện|mã bưu chính|mã giảm giá|mã khuyến mãi|mã khuyến mại|mã QR|mã vạch|mã lỗi|mã quốc gia|" +
    "mã nguồn|mã giới thiệu|mã đặt chỗ|mã vùng|mã voucher|mã quà tặng|mã sản phẩm|mã ưu đãi|" +
    "mật khẩu wifi|mã vận đơn|mã đặt phòng|mã nhận hàng|mã dự phòng|mã coupon|quét mã|mã chống lừa đảo",
  promotion: "giảm giá|khuyến mãi|khuyến mại|ưu đãi|miễn phí vận chuyển|voucher|giảm ngay|coupon",
  numberName: "mã đơn hàng|số đơn hàng|mã vận đơn|số tài khoản|mã giao dịch|mã GD|số hóa đơn|mã hóa đơn|" +
    "mã khách hàng|mã tham chiếu|số thẻ|mã số thuế|số dư|số tiền|tổng|mã vé|mã đặt vé|mã yêu cầu|" +
    "mã hồ sơ|số hợp đồng|mã hợp đồng|mã bưu kiện|TK|STK",
  numbered: "đơn hàng|hóa đơn|tài khoản|thẻ|vé|chuyến bay|phòng|số|phiên bản|trang|gói|năm|từ năm|tàu",
  contact: "gọi|điện thoại|đt|hotline|liên hệ|tổng đài|sđt|fax|tel|soạn tin|gửi tới|gửi|hỗ trợ|lien he",
  ending: "có đuôi|đuôi|số cuối|kết thúc bằng|4 số cuối",
  unit: "phút|giờ|giây|ngày|tuần|tháng|năm|phần trăm|điểm|km|người|khách hàng|lần|tiếng",
  currency: "VND|đồng|vnđ|₫",
  month: "tháng",
  street: "đường|phố|quận|phường|TP|Hà Nội",
  secrecy: "không chia sẻ|đừng chia sẻ|tuyệt đối không|không cung cấp|không tiết lộ|không gửi|" +
    "không được chia sẻ|bất kỳ ai|cho bất kỳ|bảo mật",
  unrequested: "nếu bạn không|nếu không phải|nếu quý khách không|bỏ qua",
  outdated: "mã cũ|mã trước|mã trước đó|đã hết hạn|hết hiệu lực|không còn hiệu lực|không hợp lệ",
  renewed: "mã mới|mã xác minh mới|mã hiện tại|mã OTP mới|mã xác nhận mới",
  copula: "là|la",
  figure: "số|dãy số|chữ số|con số",
  receipt: "thanh toán thành công|hóa đơn|biên lai|đã thanh toán",
};
