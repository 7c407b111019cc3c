//! Scripts of 深度: policy.

use super::{
    bureaus::Bureau as B,
    script::{Ground, Script, promise},
};
use crate::domain::{
    commitment::Benefit::{Money, Policy, Service, Works},
    issue::Category::Policy as Depth,
    session::Class,
};

pub(in super::super) const SCRIPTS: &[Script] = &[
    Script {
        title: "困难群众住院预缴金缓缴",
        category: Depth,
        ground: Ground::Both,
        guests: Class::PublicRepresentative,
        letter: "{place}几户低保家庭反映，住院要先交几千元预缴金，凑不齐就不敢去看病。",
        seen: "走访四户，两户因预缴金推迟住院；镇卫生院愿意试行先诊疗后付费。",
        questions: &["低保户住院能不能先不交押金？", "缓缴之后结不清怎么办？"],
        replies: &[
            (B::Insurance, "报销部分由医保直接结算，预缴只需自付那一块。"),
            (B::Health, "可以先在区属医院对低保、特困对象试行缓缴。"),
            (B::Civil, "名单由我们每月推送，临时救助兜底。"),
        ],
        statements: &[
            "缓缴的前提是名单准，建议三个部门共用一张表。",
            "要给医院兜底，不然没人敢开这个口。",
        ],
        agreed: &["低保、特困对象住院预缴金缓缴先试行，名单按月共享，结不清的由临时救助兜底。"],
        promises: &[
            promise(
                B::Health,
                &[B::Insurance],
                Policy,
                60,
                [
                    "印发区属医院困难群众住院预缴金缓缴试行办法",
                    "试行办法已征求两家医院意见。",
                    "试行办法印发，两家医院已为十一人办理缓缴。",
                    "试行办法文本",
                ],
            ),
            promise(
                B::Civil,
                &[],
                Service,
                30,
                [
                    "建立低保特困名单按月推送机制",
                    "首批名单核对完成。",
                    "名单已按月推送两次。",
                    "名单交接签收单",
                ],
            ),
        ],
    },
    Script {
        title: "山塘清淤与渠道管护机制",
        category: Depth,
        ground: Ground::Village,
        guests: Class::CommunityRepresentative,
        letter: "{place}三口骨干山塘淤了半塘泥，渠道多处垮塌，天旱时下游两百多亩田放不到水。",
        seen: "山塘淤深一米二到一米八，渠道垮塌九处，管水员一人管四个组。",
        questions: &["清淤的钱从哪里来？", "清完了谁来管，管水员的工资谁发？"],
        replies: &[
            (B::Water, "三口山塘列入冬修，清淤按方量补助。"),
            (B::Agriculture, "渠道修复可以捆绑农田建设项目。"),
            (B::Finance, "管护资金按亩安排，凭考核结果拨。"),
        ],
        statements: &[
            "机制比工程要紧，建议一塘一长、一渠一员，写上牌子。",
            "清出的塘泥可以还田，省一笔运费。",
        ],
        agreed: &["冬修前完成清淤，落实一塘一长、一渠一员，管护费按考核拨付。"],
        promises: &[
            promise(
                B::Water,
                &[B::Agriculture],
                Works,
                75,
                [
                    "完成三口山塘清淤和九处渠道修复",
                    "两口山塘清淤完成，渠道修复五处。",
                    "三口山塘、九处渠道全部完工，蓄水正常。",
                    "工程验收单",
                ],
            )
            .costing(26),
            promise(
                B::Finance,
                &[B::Water],
                Policy,
                60,
                [
                    "出台山塘渠道管护资金考核拨付办法",
                    "办法初稿已发各村征求意见。",
                    "办法印发，一塘一长名单上墙。",
                    "管护办法文本",
                ],
            ),
        ],
    },
    Script {
        title: "高标准农田建后管护",
        category: Depth,
        ground: Ground::Village,
        guests: Class::Enterprise,
        letter: "{place}高标准农田建成两年，机耕道被重车压坏，泵站没人管，大户意见大。",
        seen: "机耕道破损一百六十米，泵站一台电机烧坏，排水沟淤塞四处。",
        questions: &["建的时候是项目，坏了找谁？", "大户愿意出一部分，政策允不允许？"],
        replies: &[
            (B::Agriculture, "质保期内的由施工方修，过保的从管护资金里列。"),
            (B::Finance, "允许受益主体按比例分担，签管护协议就行。"),
        ],
        statements: &["管护协议要写清谁用谁管、坏了几天修。", "重车限行要有限高杆，光立牌子没用。"],
        agreed: &["签订管护协议，质保期内由施工方修复，过保部分大户与集体按比例分担。"],
        promises: &[
            promise(
                B::Agriculture,
                &[],
                Works,
                45,
                [
                    "组织修复破损机耕道和泵站电机",
                    "泵站电机已更换，机耕道修复八十米。",
                    "机耕道、泵站、排水沟全部修复。",
                    "修复验收照片",
                ],
            )
            .costing(7),
            promise(
                B::Agriculture,
                &[B::Finance],
                Policy,
                45,
                [
                    "制定建后管护协议范本并组织签订",
                    "范本已定，五家大户同意。",
                    "管护协议签订，管护员到岗。",
                    "管护协议复印件",
                ],
            ),
        ],
    },
    Script {
        title: "农机合作社用地与资金保障",
        category: Depth,
        ground: Ground::Village,
        guests: Class::Enterprise,
        letter: "{place}农机合作社添了四台收割机，没有机库，露天日晒雨淋，想建机库又批不到地。",
        seen: "现有机具十三台，烘干设备一套，租用的坪明年到期。",
        questions: &["机库算不算设施农用地？", "购机补贴什么时候能到账？"],
        replies: &[
            (B::Resources, "机库可以按设施农业用地备案，不占基本农田就行。"),
            (B::Agriculture, "购机补贴这一批已经公示，下月兑付。"),
        ],
        statements: &["合作社管着三千亩田的机收，用地要特事快办。", "建议贷款贴息跟补贴一起申报。"],
        agreed: &["机库按设施农业用地备案，购机补贴按批次兑付，贷款贴息一并申报。"],
        promises: &[
            promise(
                B::Agriculture,
                &[B::Finance],
                Money,
                45,
                [
                    "兑付合作社购机补贴",
                    "公示结束，资金计划已下达。",
                    "补贴已经到合作社账户。",
                    "补贴到账回单",
                ],
            )
            .costing(11),
            promise(
                B::Resources,
                &[],
                Service,
                40,
                [
                    "办结机库设施农业用地备案",
                    "现场勘测完，界址已定。",
                    "备案手续办结，可以开工。",
                    "设施农业用地备案表",
                ],
            ),
        ],
    },
    Script {
        title: "小微企业融资对接",
        category: Depth,
        ground: Ground::Both,
        guests: Class::Enterprise,
        letter: "{place}几家小厂订单有了、周转金不够，银行要抵押，厂房又是租的。",
        seen: "走访六家：五家有稳定订单，缺口在二十万到八十万元之间，都没有抵押物。",
        questions: &["没有抵押物能不能用订单贷？", "从申请到放款要多久？"],
        replies: &[
            (B::Industry, "订单贷、流水贷都有产品，我们整理白名单推给银行。"),
            (B::Finance, "担保费财政补一半，纳入风险补偿的可以提高额度。"),
        ],
        statements: &[
            "银行要的是真实流水，建议先把税票和电费单备齐。",
            "对接会不能开成表态会，要当场填申请表。",
        ],
        agreed: &["建立小微企业白名单，当场对接、当场填表，担保费补助一半。"],
        promises: &[promise(
            B::Industry,
            &[B::Finance],
            Service,
            45,
            [
                "推送白名单并组织银企对接",
                "白名单六家已推送，四家提交材料。",
                "六家全部对接，五家放款，一家因自身原因暂缓。",
                "放款情况汇总表",
            ],
        )],
    },
    Script {
        title: "园区企业周边环境维护",
        category: Depth,
        ground: Ground::Both,
        guests: Class::Enterprise,
        letter: "{place}园区企业反映厂门口渣土车掉泥、路灯坏了半条街，客商来了很没面子。",
        seen: "主干道抛洒两处，损坏路灯十七盏，绿化带成了临时停车场。",
        questions: &["渣土车掉泥谁来管？", "路灯是园区修还是市里修？"],
        replies: &[
            (B::Urban, "渣土车出场冲洗不到位的，一次警告、二次停运。"),
            (B::Industry, "园区路灯由管委会修，配件十天内到。"),
            (B::Environment, "两处排口我们复测，结果向企业公开。"),
        ],
        statements: &["建议给每条路定一个路长，企业轮值。", "环境问题一周看一次，比集中整治管用。"],
        agreed: &["渣土车冲洗台账上墙，路灯限期修复，企业与部门每周联合巡路一次。"],
        promises: &[
            promise(
                B::Urban,
                &[B::Environment],
                Service,
                30,
                [
                    "整治渣土车抛洒并建立每周联合巡路",
                    "已约谈三家运输公司，巡路两次。",
                    "连续四周巡路无抛洒，冲洗台账齐全。",
                    "巡路记录",
                ],
            ),
            promise(
                B::Industry,
                &[],
                Works,
                30,
                [
                    "修复园区损坏路灯十七盏",
                    "修好九盏，其余等配件。",
                    "十七盏全部点亮。",
                    "路灯验收照片",
                ],
            ),
        ],
    },
    Script {
        title: "湘莲产业品牌保护",
        category: Depth,
        ground: Ground::Village,
        guests: Class::Enterprise,
        letter: "{place}莲农反映，外地莲子冒用湘莲包装低价卖，本地的好莲子卖不上价。",
        seen: "抽看市场六家，三家包装未标产地；合作社有地理标志却没有防伪码。",
        questions: &["冒牌的怎么认，去哪里举报？", "小户能不能也用地理标志？"],
        replies: &[
            (B::Market, "地理标志专用标志实行备案，冒用的按案查处，举报有奖。"),
            (B::Agriculture, "统一防伪码由协会发放，小户挂靠合作社使用。"),
        ],
        statements: &[
            "建议搞一次鲜莲检测公示，把好坏摆出来。",
            "包装升级不能只靠企业，协会要牵头。",
        ],
        agreed: &["统一防伪码，规范专用标志使用，开展一次市场专项检查。"],
        promises: &[
            promise(
                B::Market,
                &[B::Agriculture],
                Service,
                45,
                [
                    "开展湘莲地理标志使用专项检查",
                    "检查二十一家，责令改正五家。",
                    "专项检查结束，立案两起，均已处罚。",
                    "专项检查通报",
                ],
            ),
            promise(
                B::Agriculture,
                &[],
                Policy,
                60,
                [
                    "制定湘莲防伪码发放和使用规则",
                    "规则初稿经协会讨论通过。",
                    "规则印发，首批防伪码发放到合作社。",
                    "防伪码使用规则",
                ],
            ),
        ],
    },
    Script {
        title: "乡村旅游停车与民宿规范",
        category: Depth,
        ground: Ground::Village,
        guests: Class::Merchant,
        letter: "{place}周末车多停不下，沿路乱停堵了村道；民宿有的没办证，客人投诉多。",
        seen: "周六高峰停车两百四十辆，车位九十个；民宿十九家，手续齐全的八家。",
        questions: &["能不能用收割后的田临时停车？", "民宿办证要跑几个部门？"],
        replies: &[
            (B::Culture, "民宿登记实行一次告知、联合踏勘，二十天办结。"),
            (B::TrafficPolice, "高峰期单行加临时停车场，标志我们出。"),
            (B::Emergency, "消防器材按房间配，先整改后发牌。"),
        ],
        statements: &["停车收入归集体，才有人愿意管。", "建议给规范的民宿挂牌，让客人一眼认得出。"],
        agreed: &["设临时停车场两处，节假日单行；民宿联合踏勘、达标挂牌。"],
        promises: &[
            promise(
                B::Culture,
                &[B::Emergency],
                Service,
                60,
                [
                    "组织民宿联合踏勘并指导办证",
                    "踏勘十一家，六家整改到位。",
                    "十一家全部取得登记并挂牌。",
                    "民宿登记名单",
                ],
            ),
            promise(
                B::TrafficPolice,
                &[],
                Works,
                30,
                [
                    "设置临时停车场标志和单行标线",
                    "标志牌已到，等雨停画线。",
                    "标志标线完成，国庆期间未再堵车。",
                    "标线完工照片",
                ],
            ),
        ],
    },
];
