import { maskSensitive } from '../../domain/shared/sensitive.ts'
import { MESSAGES, type MessageKind, type VariablesOf } from '../../domain/messages/templates.ts'

/** A message as it leaves: `subject` only where it is a mail. */
export type RenderedMessage = { readonly subject: string; readonly text: string }

type Texts = { readonly [Kind in MessageKind]: (variables: VariablesOf<Kind>) => string }
type MailKind = { [Kind in MessageKind]: (typeof MESSAGES)[Kind]['channel'] extends 'mail' ? Kind : never }[MessageKind]
type Subjects = { readonly [Kind in MailKind]: (variables: VariablesOf<Kind>) => string }

const WARNING = '如非本人操作请忽略，切勿告诉他人'

const texts: Texts = {
  'code-registration': ({ code }) => `验证码 ${code}，用于单位注册，5 分钟内有效。${WARNING}。`,
  'code-progress': ({ code }) => `验证码 ${code}，用于查看注册进度，5 分钟内有效。${WARNING}。`,
  'code-claim-progress': ({ code }) => `验证码 ${code}，用于查看申领案件进度，5 分钟内有效。${WARNING}。`,
  'code-device': ({ code }) => `验证码 ${code}，您的账号正在新设备上登录，5 分钟内有效。如非本人操作请尽快修改密码。`,
  'code-forgotten': ({ code }) => `验证码 ${code}，用于找回用户名或重设密码，5 分钟内有效。${WARNING}。`,
  'code-change-phone': ({ code }) =>
    `验证码 ${code}，用于把本号码登记为会员单位经办人手机号，5 分钟内有效。${WARNING}。`,
  'code-own-phone': ({ code }) => `验证码 ${code}，用于把本号码登记为您账号的手机号，5 分钟内有效。${WARNING}。`,
  'registration-received': ({ number }) =>
    `单位注册申请已提交，受理编号 ${number}。审核结果将以短信通知，也可凭编号在登录页查看进度。`,
  'registration-approved': ({ unitName, userName, activationCode }) =>
    `${unitName}的注册已通过。用户名 ${userName}，激活码 ${activationCode}，72 小时内有效，首次登录时自设密码。`,
  'registration-returned': ({ number }) =>
    `单位注册申请 ${number} 需要补正，请在登录页【查看进度】中查看原因，修改后重新提交。`,
  'account-invited': ({ organisationName, userName, activationCode }) =>
    `${organisationName}已为您开通账号。用户名 ${userName}，激活码 ${activationCode}，72 小时内有效，首次登录时自设密码。`,
  'handler-named': ({ unitName, userName, activationCode }) =>
    `您已登记为${unitName}的经办人。用户名 ${userName}，激活码 ${activationCode}，72 小时内有效，首次登录时自设密码。`,
  'unit-change-approved': ({ unitName }) => `${unitName}申请的信息变更已通过，自即日起生效。`,
  'unit-change-approved-for-letters': ({ unitName }) =>
    `${unitName}申请的信息变更已通过，自即日起生效。已有的确认书需要按新信息打印的，请登录系统在【确认书打印】中点击【刷新计划书】。`,
  'unit-change-returned': ({ unitName }) =>
    `${unitName}申请的信息变更被退回，请登录系统在【信息维护】中查看原因，修改后重新提交。`,
  'handler-replaced': ({ unitName, userName, at }) =>
    `${unitName}的经办人已于 ${at} 更换，账号 ${userName} 已停用。如有疑问请立即致电办事处。`,
  'handler-phone-changed': ({ unitName, userName, at }) =>
    `${unitName}经办人账号 ${userName} 的手机号已于 ${at} 更换，验证码此后发到新手机号。如非本人申请请立即致电办事处。`,
  'activation-resent': ({ userName, activationCode }) =>
    `用户名 ${userName}，新的激活码 ${activationCode}，72 小时内有效，此前的激活码已失效。`,
  'password-changed': ({ userName, at }) =>
    `账号 ${userName} 的密码已于 ${at} 修改，其他设备已退出登录。如非本人操作请立即致电办事处。`,
  'phone-changed': ({ userName, at }) =>
    `账号 ${userName} 的手机号已于 ${at} 改为其他号码，本号码不再收到它的短信。如非本人操作请立即致电办事处。`,
  'account-locked': ({ userName, until }) =>
    `账号 ${userName} 连续输错密码，已锁定至 ${until}。如非本人操作请致电办事处。`,
  'enrolment-approved': ({ number, amount }) =>
    `参保单 ${number} 审核通过，应缴会费 ${amount} 元，请登录系统录入开票信息并汇款，汇款附言填写参保单号。`,
  'enrolment-returned': ({ number }) => `参保单 ${number} 被退回，请登录系统在【参保录入】中查看原因，修改后重新提交。`,
  'invoices-returned': ({ number }) =>
    `参保单 ${number} 的开票信息被财务退回，请登录系统在【开票录入】中查看原因，修改后重新提交。`,
  'invoices-voided': ({ number, count }) =>
    `参保单 ${number} 的应缴会费有变动，原有 ${count} 条开票信息与之不符，已作废，请登录系统在【开票录入】中重新录入。`,
  'enrolment-unpaid': ({ number, lastDay }) =>
    `参保单 ${number} 尚未缴费，${lastDay} 前未到账将自动作废，名单中的人员届时可由其他单位参保。`,
  'enrolment-void': ({ number }) => `参保单 ${number} 已由办事处作废，原因请登录系统查看。需要参保请重新录入。`,
  'enrolment-lapsed': ({ number }) => `参保单 ${number} 逾期未缴费，已作废。需要参保请重新录入。`,
  'payment-confirmed': ({ number, heads, firstDay }) =>
    `参保单 ${number} 会费已到账，${heads} 人的保障自 ${firstDay} 起生效，可登录系统在【确认书打印】中打印确认书。`,
  'payment-confirmed-by-steps': ({ number, heads, firstDay }) =>
    `参保单 ${number} 会费已到账，${heads} 人的保障最早自 ${firstDay} 起生效，各人日期以确认书为准，可登录系统在【确认书打印】中打印。`,
  'benefit-paid': ({ number, amount, tail }) =>
    `申领案件 ${number} 的互助金 ${amount} 元已支付到尾号 ${tail} 的银行卡，请留意到账。如有疑问请联系单位工会。`,
  'claim-closed': ({ number, amount }) =>
    `申领案件 ${number} 已结案，互助金 ${amount} 元已支付，可登录系统在【申领查询】中查看并打印结案通知。`,
  'payment-failed': ({ number, reason }) =>
    `申领案件 ${number} 支付失败：${reason}。请登录系统在【支付失败】中更正领款人信息。`,
  'claims-closed': ({ count, sum }) =>
    `${count} 件申领案件已结案，互助金共 ${sum} 元已支付，可登录系统在【申领查询】中查看并打印结案通知。`,
  'payments-failed': ({ count }) => `${count} 件申领案件支付失败，请登录系统在【支付失败】中查看原因，更正领款人信息。`,
  'payments-again': ({ count }) =>
    `${count} 件支付失败的申领案件将按原领款人信息再次支付，不需要更正，请留意后续通知。`,
  'payment-came-back': ({ number, amount }) =>
    `申领案件 ${number} 的互助金 ${amount} 元被银行退汇，请登录系统在【支付失败】中更正领款人信息。`,
  'payee-returned': ({ number }) =>
    `申领案件 ${number} 更正的领款人信息被退回，请登录系统在【支付失败】中查看原因并重新更正。`,
  'claim-returned': ({ number }) =>
    `申领案件 ${number} 被退回补正，请登录系统在【费用录入】或【申领受理】中查看原因，修改后重新提交。`,
  'claim-refused': ({ number }) => `申领案件 ${number} 已拒付结案，请登录系统在【申领查询】中查看原因和通知书。`,
  'claim-declined': ({ number }) =>
    `申领案件 ${number} 经审核不予给付，请登录系统在【申领查询】中查看计算过程和通知书。`,
  'claim-withdrawn': ({ number }) => `您正在处理的申领案件 ${number} 已由单位撤案，无需再处理。`,
  'invoice-file': ({ number, unitName, planName }) =>
    [`${unitName}：`, '', `参保单 ${number}（${planName}）的电子发票见附件。`, '', '本邮件由系统发出，请勿回复。'].join(
      '\n',
    ),
}

const subjects: Subjects = {
  'invoice-file': ({ number }) => `电子发票：参保单 ${number}`,
}

const LONGEST_VARIABLE = 60

/** A variable in one line, of bearable length, with anything that looks like a document number, phone or card masked. */
function safe(value: string): string {
  const plain = Array.from(maskSensitive(value.replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ').trim()))
  return plain.length <= LONGEST_VARIABLE ? plain.join('') : `${plain.slice(0, LONGEST_VARIABLE - 1).join('')}…`
}

/** The Chinese text of a message, and its subject where it is a mail. */
export function renderMessage<Kind extends MessageKind>(kind: Kind, variables: VariablesOf<Kind>): RenderedMessage {
  const names: readonly (keyof VariablesOf<Kind>)[] = MESSAGES[kind].variables
  const clean = Object.fromEntries(names.map((name) => [name, safe(variables[name])])) as VariablesOf<Kind>
  const subject: Partial<Record<MessageKind, (variables: never) => string>> = subjects
  return { subject: subject[kind]?.(clean as never) ?? '', text: texts[kind](clean) }
}
