import { addWords } from '../words.ts'

/** Words of the plans on offer and of the page where templates are downloaded. */
export const planWords = {
  'plans.templates.text': '每个保障活动一个模板。下载后填写参保人员，再到“参保录入”导入。',
  'plans.templates.of': '模板下载 {name}',
  'plans.templates.rule1': '必填：参保人姓名、身份证号、手机号；序号可不填，空行会自动跳过。',
  'plans.templates.rule2':
    '用护照或其他证件参保的，请填写证件类型、出生日期和性别；分职业类别的活动请填写职业类别，不填按“普通”。',
  'plans.templates.rule3':
    '身份证号一列请保持“文本”格式，不要合并单元格；.xls 文件最多 65,536 行，人数更多请用 .xlsx 或 .csv。',
  'plans.templates.rules': '填写说明',
  'plans.templates.file': '参保人信息模板-通用',
  'plans.templates.empty': '现在没有可参保的保障活动',
  'plans.templates.emptyText': '所属办事处目前没有在售的保障活动，请与办事处联系。',
  'plans.templates.toEnrol': '去参保录入',
  'plans.plan': '保障活动',
  'plans.eligibility': '参保对象',
  'plans.price': '会费（元/份）',
  'plans.sale': '受理期',
  'plans.onSale': '{from} 起',
  'plans.women': '女职工，{from}–{to} 周岁',
  'plans.everybody': '在职职工，{from}–{to} 周岁',
  'plans.overAge': '；{from}–{to} 周岁凭超龄证明',
  'plans.rate': '参保人数不少于在职职工的 {percent}%',
  'plans.rateOfWomen': '参保人数不少于在职女职工的 {percent}%',
  'plans.everyoneBelow': '，不足 {count} 人的全员参保',
  'plans.class.ordinary': '普通',
  'plans.class.high-risk': '高危',
  'plans.new': '新参保',
  'plans.renewing': '续保',
  'plans.renewingAt': '（续保 {price}）',
  'plans.and': '，',
  'plans.firstDay': '预计自 {day} 起',
  'plans.calendarYear': '{year} 年度，预计自 {day} 起',
} as const satisfies Readonly<Record<`plans.${string}`, string>>

addWords(planWords)
