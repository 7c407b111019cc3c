//! Districts and townships (DOMAIN §7) with the pinyin that studio codes are drawn from, and
//! invented names of communities and villages.

/// The city as a whole.
pub(in super::super) const CITY: &str = "湘潭市";

/// A township or street: its district, its name, its syllables.
#[derive(Clone, Copy)]
pub(in super::super) struct Township {
    pub(in super::super) district: &'static str,
    pub(in super::super) name: &'static str,
    pub(in super::super) pinyin: &'static str,
}

impl Township {
    /// Whether people live in streets and not in villages.
    pub(in super::super) fn is_town(&self) -> bool {
        self.name.ends_with("街道")
    }

    /// Its government, which sits in on matters like any department.
    pub(in super::super) fn government(&self) -> String {
        let office = if self.is_town() { "办事处" } else { "人民政府" };
        format!("{}{office}", self.name)
    }
}

const fn in_district(district: &'static str, name: &'static str, pinyin: &'static str) -> Township {
    Township { district, name, pinyin }
}

/// All townships and streets.
pub(in super::super) const TOWNSHIPS: &[Township] = &[
    in_district("雨湖区", "雨湖路街道", "yu hu lu"),
    in_district("雨湖区", "城正街街道", "cheng zheng jie"),
    in_district("雨湖区", "云塘街道", "yun tang"),
    in_district("雨湖区", "广场街道", "guang chang"),
    in_district("雨湖区", "窑湾街道", "yao wan"),
    in_district("雨湖区", "昭潭街道", "zhao tan"),
    in_district("雨湖区", "万楼街道", "wan lou"),
    in_district("雨湖区", "先锋街道", "xian feng"),
    in_district("雨湖区", "和平街道", "he ping"),
    in_district("雨湖区", "九华街道", "jiu hua"),
    in_district("雨湖区", "鹤岭镇", "he ling"),
    in_district("雨湖区", "楠竹山镇", "nan zhu shan"),
    in_district("雨湖区", "姜畲镇", "jiang she"),
    in_district("雨湖区", "长城乡", "chang cheng"),
    in_district("雨湖区", "响水乡", "xiang shui"),
    in_district("岳塘区", "岳塘街道", "yue tang"),
    in_district("岳塘区", "东坪街道", "dong ping"),
    in_district("岳塘区", "书院路街道", "shu yuan lu"),
    in_district("岳塘区", "下摄司街道", "xia she si"),
    in_district("岳塘区", "建设路街道", "jian she lu"),
    in_district("岳塘区", "五里堆街道", "wu li dui"),
    in_district("岳塘区", "宝塔街道", "bao ta"),
    in_district("岳塘区", "霞城街道", "xia cheng"),
    in_district("岳塘区", "荷塘街道", "he tang"),
    in_district("岳塘区", "板塘街道", "ban tang"),
    in_district("岳塘区", "双马街道", "shuang ma"),
    in_district("岳塘区", "昭山镇", "zhao shan"),
    in_district("湘潭县", "易俗河镇", "yi su he"),
    in_district("湘潭县", "谭家山镇", "tan jia shan"),
    in_district("湘潭县", "中路铺镇", "zhong lu pu"),
    in_district("湘潭县", "茶恩寺镇", "cha en si"),
    in_district("湘潭县", "河口镇", "he kou"),
    in_district("湘潭县", "射埠镇", "she bu"),
    in_district("湘潭县", "花石镇", "hua shi"),
    in_district("湘潭县", "青山桥镇", "qing shan qiao"),
    in_district("湘潭县", "石鼓镇", "shi gu"),
    in_district("湘潭县", "云湖桥镇", "yun hu qiao"),
    in_district("湘潭县", "石潭镇", "shi tan"),
    in_district("湘潭县", "杨嘉桥镇", "yang jia qiao"),
    in_district("湘潭县", "乌石镇", "wu shi"),
    in_district("湘潭县", "白石镇", "bai shi"),
    in_district("湘潭县", "分水乡", "fen shui"),
    in_district("湘潭县", "排头乡", "pai tou"),
    in_district("湘潭县", "锦石乡", "jin shi"),
    in_district("湘乡市", "望春门街道", "wang chun men"),
    in_district("湘乡市", "新湘路街道", "xin xiang lu"),
    in_district("湘乡市", "昆仑桥街道", "kun lun qiao"),
    in_district("湘乡市", "东山街道", "dong shan"),
    in_district("湘乡市", "山枣镇", "shan zao"),
    in_district("湘乡市", "栗山镇", "li shan"),
    in_district("湘乡市", "中沙镇", "zhong sha"),
    in_district("湘乡市", "虞唐镇", "yu tang"),
    in_district("湘乡市", "潭市镇", "tan shi"),
    in_district("湘乡市", "棋梓镇", "qi zi"),
    in_district("湘乡市", "壶天镇", "hu tian"),
    in_district("湘乡市", "翻江镇", "fan jiang"),
    in_district("湘乡市", "金石镇", "jin shi"),
    in_district("湘乡市", "白田镇", "bai tian"),
    in_district("湘乡市", "月山镇", "yue shan"),
    in_district("湘乡市", "泉塘镇", "quan tang"),
    in_district("湘乡市", "梅桥镇", "mei qiao"),
    in_district("湘乡市", "毛田镇", "mao tian"),
    in_district("湘乡市", "龙洞镇", "long dong"),
    in_district("湘乡市", "东郊乡", "dong jiao"),
    in_district("湘乡市", "金薮乡", "jin sou"),
    in_district("湘乡市", "育塅乡", "yu duan"),
    in_district("韶山市", "清溪镇", "qing xi"),
    in_district("韶山市", "银田镇", "yin tian"),
    in_district("韶山市", "韶山乡", "shao shan"),
    in_district("韶山市", "杨林乡", "yang lin"),
];

/// Invented communities in streets.
pub(in super::super) const COMMUNITIES: &[&str] = &[
    "东风社区",
    "向阳社区",
    "新桥社区",
    "桂花社区",
    "学府社区",
    "滨江社区",
    "湖滨社区",
    "光明社区",
    "幸福社区",
    "友谊社区",
    "朝阳社区",
    "兴旺社区",
    "梧桐社区",
    "书香社区",
    "红旗社区",
    "锦绣社区",
    "翠竹社区",
    "春晖社区",
    "河畔社区",
    "和顺社区",
];

/// Invented villages.
pub(in super::super) const VILLAGES: &[&str] = &[
    "新塘村",
    "双丰村",
    "石坝村",
    "金盆村",
    "柏树村",
    "荷叶村",
    "长冲村",
    "枫林村",
    "竹山村",
    "大塘村",
    "清泉村",
    "福田村",
    "龙井村",
    "永兴村",
    "高冲村",
    "古塘村",
    "青石村",
    "莲塘村",
    "坪上村",
    "杉木村",
];
