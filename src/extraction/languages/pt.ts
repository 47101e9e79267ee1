/**
 * Words of code messages: Portuguese.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Portuguese. */
export const pt: Language = {
  occasion: "encomenda|entrega|reserva|consulta|voo|entregador|hotel|pacote|paciente|retirada|prédio|" +
    "apartamento|hóspede|cartão presente|vale presente|cofre|armário|portão|visitantes|wifi|wi-fi|" +
    "garagem|número da reserva",
  code: "de uso único|código de verificação|código de segurança|código de autenticação|código de login|" +
    "código de uso único|código único|código temporário|código de validação|código de ativação|" +
    "código de identificação|senha de uso único|senha temporária|senha descartável|senha única|" +
    "código SMS|código OTP|chave de acesso|código de início de sessão|código numérico|token de acesso|" +
    "token de segurança|palavra-passe única|código de redefinição|código de cadastro|código de entrada|" +
    "|PIN de confirmação|PIN de verificação|PIN temporário|iToken|token digital|código token|" +
    "número de verificação|número de segurança",
  weakCode:
    "código|código de confirmação|senha|token|palavra-passe|pin|código de acesso|código de autorização|" +
    "chave de ativação|chave de segurança",
  enter: "digite|insira|introduza|use|utilize|informe|inserir|usar|escreva|entre com|digitar|coloque|" +
    "preencha|insere|introduz|introduzir|utiliza|usa|escreve|escrever|cole|copie|digita|preencher|" +
    "informar|coloca|indique|indica|utilizar|forneça|usando|digitando|inserindo|introduza-o|insira-o|" +
    "digite-o",
  login:
    "login|entrar|acessar|aceder|iniciar sessão|fazer login|acesso|iniciar a sessão|logar|acesse|aceda|" +
    "entre no|faça login|inicie sessão",
  verify: "verificar|confirmar|continuar|validar|concluir|verificação|ativar|prosseguir|confirme|verifique|" +
    "valide|confirma|verifica|ative|ativares|confirmares|solicitou|pediu|solicitado|solicitaste|" +
    "pediste|parear|emparelhar|vincular|cadastro|cadastrar|registo|registro|registar|ativação|" +
    "autorizar|autenticar|para sua segurança|desbloquear|finalizar|terminar|redefinir|recuperar|" +
    "assinar|confirmação de identidade|se foi você|se é você|se foste tu|foi você|és tu",
  passwordReset: "redefinir|redefinição|redefinir sua senha|recuperar sua senha|recuperação de senha|" +
    "alterar sua senha|alteração de senha|nova senha|repor a palavra-passe|recuperar a senha|" +
    "trocar sua senha|trocar a senha|recuperar a palavra-passe|mudar sua senha|resetar",
  phoneConfirmation:
    "confirmar seu número|verificar seu número|confirmar o seu número|verificar o seu número|" +
    "confirmar seu telefone|verificar seu telefone|número de telefone|confirmar seu celular|" +
    "número de telemóvel|confirme seu número|confirmar o telefone",
  emailChange: "alteração de e-mail|alterar seu e-mail|novo e-mail|alterar o e-mail|mudança de e-mail|" +
    "mudar seu e-mail|trocar seu e-mail|alteração de email|novo email|confirmar seu novo e-mail",
  payment: "pagamento|pagamentos|pagar|compra|compras|transação|transacção",
  transfer: "transferência|transferir|saque|Pix|levantamento|beneficiário",
  deletion:
    "excluir sua conta|exclusão da conta|exclusão da sua conta|eliminar a sua conta|apagar sua conta|" +
    "encerrar sua conta|encerramento da conta|encerramento da sua conta|apagar a sua conta",
  unrelated:
    "código postal|código promocional|código de desconto|código QR|código de barras|código de erro|" +
    "código do país|código fonte|código de área|código de indicação|código de convite|cupom|" +
    "código de rastreamento|código de rastreio|código de reserva|código do produto|código do cliente|" +
    "código de retirada|código de trânsito|senha do wifi|senha wi-fi|senha do wi-fi|" +
    "senha de atendimento|código-fonte|códigos de backup|CEP|código de barra|código do pedido|cupão|" +
    "código do imóvel|escaneie o código|leia o código|código antiphishing|código anti-phishing",
  promotion: "desconto|descontos|oferta|ofertas|promoção|cupom|frete grátis|economize|cashback|cupão",
  numberName: "número do pedido|número de pedido|número da fatura|número da conta|número de rastreamento|" +
    "número de referência|referência|número da transação|número do cliente|número da reserva|protocolo|" +
    "número do protocolo|número do cartão|nº do pedido|pedido nº|nota fiscal|CNPJ|CPF|saldo|valor|" +
    "total|número de série|agência|ID do pedido|número da encomenda|NIF|código de cliente|" +
    "ID da transação",
  numbered:
    "pedido|fatura|conta|cartão|ticket|caso|voo|nº|número|versão|página|reserva|encomenda|quarto|porta|" +
    "cliente|usuário|contrato|desde|transação|chamado|sala|apto|ano|portão",
  contact: "ligue|ligar|telefone|tel|tel.|contato|whatsapp|fale conosco|ligue para|sac|celular|atendimento|" +
    "contacte|info|ajuda|dúvidas|suporte",
  ending: "terminado em|terminada em|com final|final|que termina em|termina em|últimos dígitos|" +
    "últimos 4 dígitos",
  unit: "minuto|minutos|min|hora|horas|segundos|dias|dia|meses|semanas|anos|por cento|pontos|quilômetros|" +
    "pessoas|clientes|vezes|milhas|seguidores",
  currency: "euros|reais|real|R$|BRL|dólares|kz|meticais",
  month: "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|" +
    "segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|sábado|domingo",
  street: "rua|avenida|av.|praça|travessa|alameda|rodovia|Lisboa|São Paulo|bairro|largo",
  secrecy: "não compartilhe|não o compartilhe|nunca compartilhe|não partilhe|não informe|não o partilhe|" +
    "nunca partilhe|não forneça|não divulgue|não envie|nunca pediremos|nunca pede|nunca solicita|" +
    "não repasse|ninguém|confidencial",
  unrequested:
    "se você não|se não foi|se não|caso não|caso você não|não solicitou|não reconhece|desconsidere|" +
    "ignore|se não pediu",
  outdated: "código anterior|códigos anteriores|código antigo|expirou|expirado|não é mais válido|" +
    "já não é válido|deixou de ser válido|não vale mais|perdeu a validade|substitui",
  renewed: "novo código|código novo|código atual|novo código de verificação",
  copula: "é o seguinte",
  figure: "número|dígitos|números|caracteres|combinação|algarismos",
  receipt: "aprovado|aprovada|recibo|comprovante|pago com sucesso|pagamento efetuado|obrigado pela compra|" +
    "compra aprovada|efetuado|nota fiscal|pago com|obrigado pelo pedido|pago via",
};
