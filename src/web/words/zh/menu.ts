/** Names of the menu's sections and lines: the manual's own words. */
export const menuWords = {
  'menu.enrolment': '参保入会',
  'menu.information': '信息维护',
  'menu.units': '单位管理',
  'menu.enrolments': '参保管理',
  'menu.finance': '财务',
  'menu.configuration': '配置',
  'menu.oversight': '统计',
  'menu.demo': '演示',
  'menu.home': '首页',
  'menu.platform': '集成平台',
} as const satisfies Readonly<Record<`menu.${string}`, string>>
