/** Names of the menu's sections and lines: the manual's own words. */
export const menuWords = {
  'menu.home': '首页',
  'menu.enrolment': '参保入会',
  'menu.templates': '模板下载',
  'menu.enrolmentEntry': '参保录入',
  'menu.invoices': '开票录入',
  'menu.certificates': '确认书打印',
  'menu.information': '信息维护',
  'menu.unitProfile': '单位信息',
  'menu.units': '单位管理',
  'menu.registrations': '注册/审核',
  'menu.enrolments': '参保管理',
  'menu.enrolmentReviews': '参保初审',
  'menu.payments': '到账确认',
  'menu.unitChanges': '变更审核',
  'menu.demo': '演示',
  'menu.messages': '短信与邮件',
} as const satisfies Readonly<Record<`menu.${string}`, string>>
