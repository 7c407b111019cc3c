//! Scripts of 温度: livelihood.

use super::{
    bureaus::Bureau as B,
    script::{Ground, Script, promise},
};
use crate::domain::{
    commitment::Benefit::{Money, Policy, Service, Works},
    issue::Category::Livelihood,
    session::Class,
};

pub(in super::super) const SCRIPTS: &[Script] = &[
    Script {
        title: "老旧小区加装电梯意见不一",
        category: Livelihood,
        ground: Ground::Town,
        guests: Class::PublicRepresentative,
        letter: "{place}一栋六层老楼想加装电梯，高层住户盼了三年，一楼两户担心采光和噪声，一直没有谈拢。",
        seen: "入户走访十二户：同意十户，一楼两户有顾虑；单元门前管线较密，需要先迁改。",
        questions: &["一楼采光受影响，补偿按什么标准算？", "管线迁改的钱谁出，要不要住户先垫？"],
        replies: &[
            (B::Housing, "加装电梯财政每台有补助，图纸审查可以走联审，二十天内办完。"),
            (B::Resources, "方案公示期间可以提异议，我们会到现场复核日照间距。"),
            (B::Power, "电缆改迁我们免收设计费，材料费按成本计。"),
        ],
        statements: &[
            "建议把井道改成玻璃幕墙、外移八十厘米，对一楼的影响最小。",
            "补偿方案要写进协议，签字按手印，免得装好了又扯皮。",
        ],
        agreed: &["井道外移、玻璃围护，一楼两户每户由其余住户补偿，写入协议后报建。"],
        promises: &[
            promise(
                B::Housing,
                &[B::Resources],
                Service,
                45,
                [
                    "组织联合审查并指导住户签订加装电梯协议",
                    "协议文本已送住户，八户签字，另四户正在征求子女意见。",
                    "十二户全部签字，联合审查通过，施工许可已发。",
                    "联合审查意见书和住户协议复印件",
                ],
            ),
            promise(
                B::Power,
                &[],
                Works,
                60,
                [
                    "完成单元门前电缆改迁",
                    "电缆沟已开挖，停电通知贴到单元门口。",
                    "电缆改迁完成并恢复路面。",
                    "改迁前后照片",
                ],
            ),
        ],
    },
    Script {
        title: "社区老年食堂运营补贴",
        category: Livelihood,
        ground: Ground::Both,
        guests: Class::PublicRepresentative,
        letter: "{place}老年食堂开了一年，每天四十多位老人用餐，运营方说再没有补贴就要停。",
        seen: "中午用餐四十三人，八十岁以上十六人；食堂水电按商业价计，每月多支出一千多元。",
        questions: &["补贴到底有没有政策，什么时候能到？", "行动不便的老人能不能送餐上门？"],
        replies: &[
            (B::Civil, "养老服务补贴按就餐人次核定，去年的已经审核，差一份公示材料。"),
            (B::Finance, "民政报来名单后七个工作日内拨付。"),
            (B::Power, "养老服务设施可以执行居民电价，提交证明就能改类。"),
        ],
        statements: &[
            "食堂能不能长久，关键在账目公开，建议每月把收支贴出来。",
            "可以发动低龄老人送餐，积分换菜。",
        ],
        agreed: &["补齐公示材料后按人次拨付补贴，食堂每月公开收支，设立送餐志愿队。"],
        promises: &[
            promise(
                B::Civil,
                &[B::Finance],
                Money,
                40,
                [
                    "拨付社区老年食堂上年度运营补贴",
                    "公示已满七天无异议，拨款申请送财政。",
                    "补贴已经到运营方账户。",
                    "银行到账回单",
                ],
            )
            .costing(4),
            promise(
                B::Power,
                &[],
                Service,
                20,
                [
                    "把食堂用电改为居民电价",
                    "已受理改类申请，现场核过表。",
                    "从本月起执行居民电价。",
                    "用电变更确认单",
                ],
            ),
        ],
    },
    Script {
        title: "村组临水路段加装护栏",
        category: Livelihood,
        ground: Ground::Village,
        guests: Class::CommunityRepresentative,
        letter: "{place}有一段村道紧挨水塘，没有护栏，去年有摩托车掉下去，学生上学也走这里。",
        seen: "路段长约两百八十米，路宽三米半，临水一侧落差两米多，夜里没有路灯。",
        questions: &["护栏算哪家的事，村里出不出得起？", "学生开学前能不能先摆上警示桩？"],
        replies: &[
            (B::Transport, "这段已列入村道安全生命防护工程的补充计划，按标准装波形护栏。"),
            (B::Water, "水塘是灌溉山塘，打桩要避开坝脚，我们派人定线。"),
        ],
        statements: &[
            "护栏要连着弯道一起装，只装直线段等于没装。",
            "建议配两盏太阳能路灯和限速牌。",
        ],
        agreed: &["弯道和直线段一并加装护栏，先设警示桩，水利部门现场定线。"],
        promises: &[promise(
            B::Transport,
            &[B::Water],
            Works,
            60,
            [
                "加装临水路段波形护栏并设置警示标志",
                "已完成定线，立柱打入一半，警示桩先行摆放。",
                "护栏全部装好，弯道两端设了限速牌。",
                "验收单和现场照片",
            ],
        )
        .costing(9)],
    },
    Script {
        title: "步行街增设公共充电桩",
        category: Livelihood,
        ground: Ground::Town,
        guests: Class::Merchant,
        letter: "{place}步行街附近没有公共充电桩，来购物的新能源车要绕到两公里外充电，商户也盼着留住客人。",
        seen: "周边停车位九十六个，无一个充电车位；变压器余量可接六台慢充。",
        questions: &["充电桩装在哪里，会不会占了消防通道？", "收费是多少，夜里能不能便宜些？"],
        replies: &[
            (B::Housing, "可以在东侧停车场划出六个车位，位置避开消防通道。"),
            (B::Urban, "油车占位的问题，我们配合划线并劝离。"),
            (B::Power, "增容手续五个工作日办完，外线由我们出。"),
        ],
        statements: &[
            "建议两台快充配四台慢充，快慢搭配周转才快。",
            "桩装好后要有人维护，坏桩比没桩更招骂。",
        ],
        agreed: &["东侧停车场设六个充电车位，快慢搭配，城管划线，供电免费接外线。"],
        promises: &[
            promise(
                B::Housing,
                &[B::Urban],
                Works,
                75,
                [
                    "在东侧停车场安装公共充电桩六台",
                    "设备已到货，基础浇筑完成四个。",
                    "六台充电桩通电运行，车位已划线。",
                    "竣工验收表和通电照片",
                ],
            )
            .costing(12),
            promise(
                B::Power,
                &[],
                Works,
                40,
                [
                    "完成充电车位外线接入",
                    "外线电缆敷设过半。",
                    "外线接入完成并送电。",
                    "送电确认单",
                ],
            ),
        ],
    },
    Script {
        title: "农村饮水水压不足",
        category: Livelihood,
        ground: Ground::Village,
        guests: Class::CommunityRepresentative,
        letter: "{place}高处三个组自来水时有时无，傍晚做饭时水只有筷子粗，夏天更厉害。",
        seen: "主管是十五年前的旧管，末端压力不足零点一兆帕；两处接头渗漏。",
        questions: &["水费年年交，为什么水上不来？", "换管子要不要每户再摊钱？"],
        replies: &[
            (B::Water, "供水站扬程不够，准备在半坡加一级加压泵。"),
            (B::WaterSupply, "渗漏点一周内抢修，主管分段更换，不向住户摊派。"),
        ],
        statements: &[
            "水压问题多在用水高峰，建议先测一周压力再定泵型。",
            "施工要避开双抢，农忙时大家顾不上。",
        ],
        agreed: &["先堵漏、再换主管、后加压，三步走，费用不向农户摊派。"],
        promises: &[
            promise(
                B::WaterSupply,
                &[B::Water],
                Works,
                60,
                [
                    "修复渗漏点并更换旧主管",
                    "两处渗漏已修好，主管更换七百米。",
                    "主管全部更换，末端压力达到零点二兆帕。",
                    "压力测试记录",
                ],
            )
            .costing(18),
            promise(
                B::Water,
                &[],
                Works,
                75,
                [
                    "在半坡增设一级加压泵站",
                    "泵房基础完成，水泵已订货。",
                    "加压泵投入运行，高处三组全天有水。",
                    "泵站验收单",
                ],
            ),
        ],
    },
    Script {
        title: "校门口上下学拥堵",
        category: Livelihood,
        ground: Ground::Both,
        guests: Class::PublicRepresentative,
        letter: "{place}小学门口每天两次大堵，家长电动车、私家车和校车挤在一起，孩子从车缝里钻。",
        seen: "下午放学三十分钟内过车三百一十辆，无人行护栏，即停即走车位为零。",
        questions: &["能不能让各年级错开放学？", "家长接送的车停到哪里去？"],
        replies: &[
            (B::TrafficPolice, "上下学时段设单行循环，门前划即停即走区，民警和护学岗一起站。"),
            (B::Education, "低、中、高年级错开十五分钟放学，下周就能实行。"),
            (B::Urban, "校门两侧流动摊点由我们清理，划出让行区。"),
        ],
        statements: &[
            "单行要让家长先知道，建议画一张图发到班级群。",
            "护学岗可以请家长轮流，不能只靠老师。",
        ],
        agreed: &["错峰放学、单行循环、即停即走三项同时实行，试行一个月再评估。"],
        promises: &[
            promise(
                B::TrafficPolice,
                &[B::Urban],
                Works,
                30,
                [
                    "施划即停即走区并设置单行循环标志",
                    "标线方案定稿，标志牌在制作。",
                    "标线和标志全部到位，高峰排队缩短到八分钟。",
                    "标线竣工照片",
                ],
            ),
            promise(
                B::Education,
                &[],
                Policy,
                20,
                [
                    "印发错峰放学安排并组织护学岗",
                    "征求家长意见，九成赞成。",
                    "错峰放学安排已执行，护学岗排班到月底。",
                    "错峰放学通知",
                ],
            ),
        ],
    },
    Script {
        title: "公交线路延伸至安置区",
        category: Livelihood,
        ground: Ground::Both,
        guests: Class::PublicRepresentative,
        letter: "{place}安置区住了六百多户，最近的公交站要走一公里半，老人看病、孩子上学都不方便。",
        seen: "末班车十八点半，安置区道路已通，回车场地可借用村部坪。",
        questions: &["线路延伸一站要多久？", "末班车能不能晚半小时？"],
        replies: &[
            (B::Transport, "客流够开延伸班次，先每天六班，视客流再加。"),
            (B::TrafficPolice, "路口视距不好，要补两块标志才能跑公交。"),
        ],
        statements: &["建议早晚高峰多排班，中午可以少。", "站台要有雨棚和座椅，老人多。"],
        agreed: &["延伸线路一站、每天六班，末班车推迟到十九点，站台加雨棚。"],
        promises: &[promise(
            B::Transport,
            &[B::TrafficPolice],
            Service,
            45,
            [
                "把公交线路延伸到安置区并调整班次",
                "线路踏勘完成，司机已试跑。",
                "延伸班次开通，每天六班，末班车十九点。",
                "线路调整公告",
            ],
        )],
    },
    Script {
        title: "村卫生室常用药短缺",
        category: Livelihood,
        ground: Ground::Village,
        guests: Class::CommunityRepresentative,
        letter: "{place}卫生室降压药、降糖药常断货，老人要坐车到镇上买，一去半天。",
        seen: "应配常用药一百二十种，在架七十一种；慢病登记老人五十八名。",
        questions: &["镇上有的药村里为什么没有？", "在村里买药能不能用医保？"],
        replies: &[
            (B::Health, "配送按月一次，量小企业不愿送，我们改为镇卫生院代订、每周带货。"),
            (B::Insurance, "卫生室刷卡机已经下发，网络接通就能结算。"),
        ],
        statements: &[
            "先把慢病老人要的十几种药保住，别求全。",
            "断药要有人知道，建议挂一块缺药登记板。",
        ],
        agreed: &["慢病常用药由镇卫生院每周配送，卫生室开通医保结算，设缺药登记板。"],
        promises: &[
            promise(
                B::Health,
                &[],
                Service,
                30,
                [
                    "建立镇卫生院每周代订代送常用药的办法",
                    "已列出慢病用药清单二十六种，第一批送达。",
                    "连续四周按时配送，慢病用药无断货。",
                    "配送签收记录",
                ],
            ),
            promise(
                B::Insurance,
                &[],
                Service,
                30,
                [
                    "开通村卫生室医保结算",
                    "设备装好，等待联网测试。",
                    "医保结算开通，当日结算二十一笔。",
                    "结算系统截图打印件",
                ],
            ),
        ],
    },
    Script {
        title: "农民工工资支付协调",
        category: Livelihood,
        ground: Ground::Both,
        guests: Class::PublicRepresentative,
        letter: "{place}一处工地主体完工，班组二十七名工友还有两个月工资没结，包工头说甲方没付款。",
        seen: "查看考勤表和欠条，金额双方认可；总包称进度款在审。",
        questions: &["工资专户里有没有钱，为什么不发？", "年前能不能全部结清？"],
        replies: &[
            (B::Labour, "已约谈总包，工资专户余额够付，先从专户代发。"),
            (B::Housing, "拖欠期间暂停该项目的评优和预售监管资金拨付。"),
            (B::Justice, "工友需要打官司的，法律援助免费受理。"),
        ],
        statements: &[
            "代发要直接到卡，不要再过班组长的手。",
            "建议总包、班组、工友三方当面对账签字。",
        ],
        agreed: &["三方对账后由工资专户直接代发到卡，逾期由总包垫付。"],
        promises: &[promise(
            B::Labour,
            &[B::Housing],
            Money,
            20,
            [
                "督促总包从工资专户代发二十七名工友工资",
                "对账完成，二十七人签字确认。",
                "工资全部到卡，工友逐人确认。",
                "代发明细和签收表",
            ],
        )
        .costing(43)],
    },
    Script {
        title: "残疾人家庭无障碍改造",
        category: Livelihood,
        ground: Ground::Both,
        guests: Class::PublicRepresentative,
        letter: "{place}有五户肢体残疾人家庭，门口台阶高、厕所没有扶手，出门要人背。",
        seen: "逐户量了尺寸：三户要坡道，四户要卫生间扶手，一户要改低位灶台。",
        questions: &["改造要自己出钱吗？", "租的房子能不能改？"],
        replies: &[
            (B::Disabled, "列入今年的改造名额，一户一方案，全额补助。"),
            (B::Housing, "公共台阶加坡道由我们审图，不收费。"),
        ],
        statements: &["坡道坡度要按标准来，太陡轮椅上不去。", "改完要请残疾人自己试一遍再验收。"],
        agreed: &["五户一户一方案，全额补助，改完由本人试用后验收。"],
        promises: &[promise(
            B::Disabled,
            &[B::Housing],
            Works,
            60,
            [
                "完成五户家庭无障碍改造",
                "三户完工，两户在施工。",
                "五户全部改造完，本人试用满意。",
                "五户验收签字表",
            ],
        )
        .costing(5)],
    },
];
