/**
 * Words of code messages: Spanish.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Spanish. */
export const es: Language = {
  occasion:
    "paquete|envío|entrega|reserva|cita|vuelo|recogida|repartidor|hotel|consultorio|paciente|mensajero|" +
    "puerta|edificio|apartamento|huésped|tarjeta regalo|tarjeta de regalo|vale regalo|casillero|" +
    "caja fuerte|taquilla|portón|invitados|wifi|wi-fi|garaje|número de reserva",
  code: "de un solo uso|código de verificación|código de seguridad|código de autenticación|" +
    "código de inicio de sesión|código de un solo uso|código único|código temporal|" +
    "código de validación|código de firma|código de activación|código de identificación|contraseña de un solo uso|" +
    "contraseña temporal|contraseña única|clave dinámica|clave temporal|clave de un solo uso|" +
    "clave de verificación|código SMS|código OTP|código secreto|clave de seguridad|clave de firma|" +
    "código de ingreso|clave SMS|código de restablecimiento|código de registro|clave única|" +
    "pin de seguridad|pin de acceso|token de seguridad|código de login|PIN de confirmación|" +
    "PIN de verificación|PIN temporal|NIP de confirmación|NIP|número de verificación|" +
    "número de seguridad|número de autenticación|código de una sola vez|código de uso único|" +
    "clave de uso único",
  weakCode: "código|código de confirmación|clave|contraseña|código PIN|token|pin|código de acceso|" +
    "código de autorización|clave de acceso|clave de activación|llave de acceso",
  enter: "ingresa|ingrese|ingresar|introduce|introduzca|introducir|usa|use|usar|utiliza|utilice|escribe|" +
    "escriba|digite|digita|teclea|inserta|pon|ingresá|usá|introducí|coloca|coloque|pega|pegue|copia|" +
    "copie|proporciona|tipea|escribir|introduciendo|ingresando|usando|poner|marca|marque|necesitas|" +
    "escribas|ingreses|introduzcas|pongas|digites|utilices|introdúcelo|introdúzcalo|ingrésalo|" +
    "escríbelo|pégalo|copia y pega",
  login: "iniciar sesión|inicio de sesión|acceder|entrar|ingresar a|acceso|iniciar tu sesión|inicia sesión|" +
    "ingreso|inicie sesión|accede|acceda|entra en|iniciaste sesión|entraste",
  verify:
    "verificar|confirmar|continuar|validar|completar|verificación|activar|identidad|confirma|verifica|" +
    "valida|confirme|verifique|activa|active|solicitaste|has solicitado|que solicitó|pediste|" +
    "has pedido|solicitó|emparejar|vincular|registro|registrar|registrarte|registrarse|activación|" +
    "autorizar|autenticar|por tu seguridad|por su seguridad|actives|activarlo|activarla|confirmes|" +
    "verifiques|terminar|finalizar|restablecer|recuperar|firmar|desbloquear|si fuiste tú|si eres tú|" +
    "si has sido tú|eres tú|si fue usted|si es usted|fuiste tú",
  passwordReset:
    "restablecer|restablecimiento|cambiar tu contraseña|cambiar su contraseña|cambio de contraseña|" +
    "nueva contraseña|recuperar tu contraseña|recuperar su contraseña|recuperación de contraseña|" +
    "recuperar contraseña|reestablecer|recuperar tu cuenta|olvidaste tu contraseña",
  phoneConfirmation: "confirmar tu número|verificar tu número|confirmar su número|verificar su número|" +
    "confirmar tu teléfono|verificar tu teléfono|confirma tu número|verifica tu número|" +
    "número de teléfono|confirmar su teléfono|verificar su teléfono|validar tu número",
  emailChange:
    "cambio de correo|cambiar tu correo|cambiar su correo|nuevo correo|nueva dirección de correo|" +
    "cambiar el correo|cambio de email|confirmar tu correo|actualizar tu correo",
  payment: "pago|pagos|pagar|compra|compras|transacción|cargo",
  transfer: "transferencia|transferir|retiro|beneficiario|envío de dinero|retirar",
  deletion: "eliminar tu cuenta|eliminar su cuenta|eliminación de tu cuenta|eliminación de cuenta|" +
    "borrar tu cuenta|cerrar tu cuenta|cerrar su cuenta|eliminación de su cuenta",
  unrelated:
    "código postal|código promocional|código de descuento|código de promoción|código QR|código de pago|" +
    "código de barras|código de error|código de país|código fuente|código de área|código de reserva|" +
    "código de referido|código de invitación|cupón|código de cupón|código de vestimenta|código penal|" +
    "código civil|código de producto|código de cliente|código de retiro|código de recogida|" +
    "código de seguimiento|código de envío|clave wifi|contraseña wifi|códigos de respaldo|código swift|" +
    "código de regalo|código de artículo|clabe|código de localización|código de cupon|" +
    "códigos de recuperación|escanea el código|escanee el código|escanea este código|" +
    "código antiphishing|código anti-phishing",
  promotion: "descuento|oferta|ofertas|promoción|cupón|rebaja|rebajas|envío gratis|ahorra|dto",
  numberName: "número de pedido|número de orden|número de factura|número de cuenta|número de seguimiento|" +
    "número de referencia|referencia|número de transacción|número de cliente|número de reserva|" +
    "número de caso|número de ticket|número de tarjeta|número de guía|número de contrato|nº de pedido|" +
    "pedido nº|folio|ref|número de operación|saldo|monto|importe|total|número de expediente|" +
    "número de serie|id de transacción|id de pedido|CUIT|RFC|NIF|CIF",
  numbered: "pedido|orden|factura|cuenta|tarjeta|ticket|caso|vuelo|nº|número|versión|página|reserva|envío|" +
    "paquete|habitación|puerta|cliente|usuario|contrato|desde|transacción|operación|artículo|local|año|" +
    "sala|tren",
  contact: "llama|llame|llámanos|llamar|teléfono|tel|tel.|contacta|contáctanos|comunícate|marca|whatsapp|" +
    "al número|fax|envía|atención al cliente|atención|info|ayuda|dudas|línea de ayuda|soporte",
  ending: "terminada en|terminado en|termina en|que termina en|terminación|finalizada en|finaliza en|" +
    "últimos dígitos|últimos 4 dígitos|con terminación",
  unit: "minuto|minutos|min|hora|horas|segundos|días|día|meses|semanas|años|por ciento|puntos|kilómetros|" +
    "personas|clientes|veces|hs|seguidores|asistentes",
  currency: "euros|euro|pesos|dólares|soles|MXN|COP|ARS|CLP|S/|bolívares|quetzales|colones",
  month: "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|lunes|" +
    "martes|miércoles|jueves|viernes|sábado|domingo|setiembre",
  street: "calle|avenida|av.|avda|plaza|paseo|carretera|colonia|c.p.|C/|Madrid|Barcelona|carrera",
  secrecy: "no compartas|no lo compartas|no comparta|no lo comparta|nunca compartas|nunca comparta|" +
    "no lo reveles|no reveles|no se lo digas|no divulgues|no lo divulgue|nunca te pediremos|" +
    "nunca le pediremos|nunca te lo pediremos|no des|nadie|confidencial",
  unrequested:
    "si no|si usted no|si tú no|no solicitaste|no ha solicitado|no fuiste tú|no fue usted|ignora|" +
    "ignore|no reconoces|no reconoce|omite",
  outdated: "código anterior|códigos anteriores|clave anterior|código viejo|ha expirado|ha caducado|expiró|" +
    "caducó|ya no es válido|dejó de ser válido|ya no sirve|no es válido|reemplaza|sustituye",
  renewed: "nuevo código|nueva clave|código nuevo|código actual|nuevo código de verificación",
  copula: "es|será",
  figure: "número|dígitos|cifras|números|caracteres|combinación",
  receipt:
    "aprobado|aprobada|recibo|comprobante|pago realizado|gracias por su compra|gracias por tu compra|" +
    "confirmamos el pago|aceptado|pagado con|gracias por tu pedido|gracias por su pedido",
};
