import { pinyin } from 'pinyin-pro'
import type { NameReading } from '../../domain/accounts/user-name.ts'

/**
 * Surnames that read otherwise than the same characters in other words, or that the dictionary reads wrongly. Two
 * characters count as one surname. Where people of one surname differ (覃 Qin/Tan, 缪 Miao/Mu), the commoner reading
 * stands here and the applicant corrects it on the form.
 */
const SURNAMES = new Map(
  Object.entries({
    单: 'shan',
    曾: 'zeng',
    解: 'xie',
    仇: 'qiu',
    区: 'ou',
    查: 'zha',
    翟: 'zhai',
    朴: 'piao',
    任: 'ren',
    华: 'hua',
    盖: 'ge',
    乐: 'yue',
    召: 'shao',
    佴: 'nai',
    折: 'she',
    缪: 'miao',
    员: 'yun',
    贠: 'yun',
    尉: 'wei',
    种: 'chong',
    繁: 'po',
    秘: 'bi',
    冼: 'xian',
    洗: 'xian',
    覃: 'qin',
    宓: 'mi',
    那: 'na',
    薄: 'bo',
    卜: 'bu',
    柏: 'bai',
    么: 'yao',
    幺: 'yao',
    撒: 'sa',
    隽: 'juan',
    乜: 'nie',
    祭: 'zhai',
    郗: 'xi',
    郄: 'qie',
    訾: 'zi',
    隗: 'wei',
    重: 'chong',
    过: 'guo',
    纪: 'ji',
    宁: 'ning',
    应: 'ying',
    行: 'xing',
    都: 'du',
    车: 'che',
    石: 'shi',
    燕: 'yan',
    哈: 'ha',
    黑: 'he',
    令: 'ling',
    句: 'gou',
    谌: 'chen',
    逄: 'pang',
    牟: 'mu',
    莘: 'shen',
    晟: 'cheng',
    教: 'jiao',
    角: 'jue',
    仉: 'zhang',
    呙: 'guo',
    眭: 'sui',
    吕: 'lv',
    闾: 'lv',
    佘: 'she',
    褚: 'chu',
    臧: 'zang',
    藏: 'zang',
    晁: 'chao',
    沈: 'shen',
    尉迟: 'yuchi',
    万俟: 'moqi',
    长孙: 'zhangsun',
    欧阳: 'ouyang',
    单于: 'chanyu',
    澹台: 'tantai',
    令狐: 'linghu',
    鲜于: 'xianyu',
    夏侯: 'xiahou',
    皇甫: 'huangfu',
    公冶: 'gongye',
    淳于: 'chunyu',
    申屠: 'shentu',
    闾丘: 'lvqiu',
    亓官: 'qiguan',
    子车: 'ziju',
    颛孙: 'zhuansun',
    乐正: 'yuezheng',
    拓跋: 'tuoba',
    夹谷: 'jiagu',
    谷梁: 'guliang',
    宰父: 'zaifu',
    呼延: 'huyan',
    赫连: 'helian',
    诸葛: 'zhuge',
    司马: 'sima',
    司徒: 'situ',
    司空: 'sikong',
    上官: 'shangguan',
    东方: 'dongfang',
    独孤: 'dugu',
    南宫: 'nangong',
    慕容: 'murong',
    宇文: 'yuwen',
    轩辕: 'xuanyuan',
    端木: 'duanmu',
    百里: 'baili',
    钟离: 'zhongli',
    濮阳: 'puyang',
    太史: 'taishi',
    闻人: 'wenren',
    公孙: 'gongsun',
    西门: 'ximen',
    东郭: 'dongguo',
    完颜: 'wanyan',
    耶律: 'yelv',
    纳兰: 'nalan',
    叶赫: 'yehe',
  }),
)

function syllables(text: string): string[] {
  return text === '' ? [] : pinyin(text, { toneType: 'none', type: 'array', v: true })
}

function surnameLength(characters: readonly string[]): number {
  return characters.length > 2 && SURNAMES.has(characters.slice(0, 2).join('')) ? 2 : 1
}

/**
 * How a handler's name is read. A name with · (买买提·吐尔逊) has no Han surname: it is read as written, syllable by
 * syllable; a name in Latin letters stays as it is.
 */
export function readName(name: string): NameReading {
  const characters = Array.from(name.normalize('NFC').trim())
  if (characters.includes('·') || !/^\p{Script=Han}/u.test(name.trim()))
    return { surname: '', given: syllables(characters.filter((character) => character !== '·').join('')) }
  const length = surnameLength(characters)
  const surname = characters.slice(0, length).join('')
  return {
    surname: SURNAMES.get(surname) ?? syllables(surname).join(''),
    given: syllables(characters.slice(length).join('')),
  }
}
