import { shanghaiTime, type Instant } from '../../domain/shared/time.ts'
import type { Facts, RefusalWords } from './refusal-words.ts'

/** `09:41`, the clock time until which somebody has to wait. */
function clock({ until }: Facts): string {
  return shanghaiTime(Number(until) as Instant).slice(11, 16)
}

export const accountRefusals = {
  'name-without-reading': () => '姓名无法转换为拼音，请自行填写用户名',
  'user-name-malformed': () => '用户名为小写字母，末尾可带最多四位数字，如 zhangsan2',
  'password-too-short': ({ least }) => `密码至少 ${least} 个字符，可以是一句容易记住的话`,
  'password-too-long': ({ most }) => `密码最多 ${most} 个字符`,
  'password-common': () => '这个密码太常见，或只是把常见的密码加长、拼接，请换一个别人想不到的',
  'password-predictable': () => '密码不能是连续或重复的字符，请换一个别人想不到的',
  'password-from-known-words': () => '密码不能主要由姓名、用户名、单位名称或电话组成',
  'password-needs-classes': ({ least }) => `密码需包含大写字母、小写字母、数字、符号中的至少 ${least} 种`,
  'password-unchanged': () => '新密码不能与原密码相同',
  'password-needed': () => '这一步需要再次输入密码',
  'member-id-wrong': () => '证件号码不正确，请核对',
  'own-phone': () => '这是您自己的账号，手机号请在该账号的【账号与密码】中修改',
  'phone-by-unit-change': () => '单位经办人的手机号请在【信息维护】中提交变更，由办事处审核',
  'phone-of-handler': () => '会员单位经办人的手机号请在【经办人】中用【更换手机号】修改，并写明原因',
  'phone-unchanged': () => '新手机号与现在的相同，请核对',
  'member-phone-missing': () => '该账号没有手机号，激活码无法发送。请先修改手机号，再重新邀请',
  'own-rights': () => '不能修改自己的岗位或状态，请由另一位管理员操作',
  'password-wrong': () => '当前密码不正确',
  'sign-in-failed': () =>
    '用户名或密码不正确；一个手机号或统一社会信用代码有多个账号时请用用户名登录，可点【查用户名】',
  'step-expired': () => '这一步已超时或已完成，请从头再来',
  'activation-failed': () => '用户名或激活码不正确，或激活码已过期，请核对短信，或在【忘记密码】凭手机验证码设置密码',
  'sign-in-too-soon': () => '连续输错，请稍等几秒再试',
  'account-locked': (facts) => `连续输错 5 次，账号已锁定，请于 ${clock(facts)} 后再试，或使用【忘记密码】`,
  'sign-in-limit-reached': (facts) => `一小时内输错次数过多，请于 ${clock(facts)} 后再试，或使用【忘记密码】`,
  'code-sent-just-now': () => '验证码刚刚发送，请 60 秒后再获取',
  'code-limit-reached': (facts) => `获取验证码次数过多，请于 ${clock(facts)} 后再试`,
  'code-not-sent': () => '请先点击【发送验证码】',
  'code-wrong': ({ left }) => `验证码不正确，还可以试 ${left} 次`,
  'code-used': () => '验证码已使用，请重新获取',
  'code-expired': () => '验证码已过期，请重新获取',
  'code-tries-used-up': (facts) => `验证码输错次数过多，请于 ${clock(facts)} 后重新获取`,
} satisfies RefusalWords
