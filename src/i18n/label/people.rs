//! Words for studios, people, fields, entities, and how days and money are known.

use super::labels;
use crate::domain::{
    amount::Qualifier,
    calendar::DayKind,
    date::Precision,
    evidence::Form,
    id::EntityKind,
    number::NumberKind,
    person::Side,
    refusal::Field,
    session::{Class, Column},
    studio::StudioKind,
};

labels! { StudioKind {
    Self::Sector => "界别工作室" / "Sector studio" or "界别" / "Sector";
    Self::Township => "乡镇街道工作室" / "Township/street studio" or "乡镇街道" / "Township";
    Self::Thematic => "专题工作室" / "Thematic studio" or "专题" / "Thematic";
    Self::Professional => "专业工作室" / "Professional studio" or "专业" / "Professional";
    Self::Unknown => "类型未知" / "Kind not known" or "未知" / "Not known";
} }

labels! { Side {
    Self::Member => "政协委员" / "Member";
    Self::Public => "群众" / "Public";
    Self::Other => "部门及其他" / "Official or other" or "部门等" / "Official/other";
} }

labels! { Class {
    Self::Leader => "政协领导" / "Leader";
    Self::Member => "政协委员" / "Member";
    Self::Convenor => "召集人" / "Convenor";
    Self::ResidentMember => "驻室委员" / "Resident member" or "驻室委员" / "Resident";
    Self::Aide => "协理员" / "Aide";
    Self::CommunityRepresentative =>
        "社区代表" / "Community representative" or "社区代表" / "Community rep.";
    Self::PublicRepresentative =>
        "群众代表" / "Public representative" or "群众代表" / "Public rep.";
    Self::Merchant => "商户" / "Merchant";
    Self::Enterprise => "企业/合作社" / "Enterprise or cooperative" or "企业" / "Enterprise";
    Self::Raiser => "诉求人" / "Raiser";
    Self::Department => "部门单位" / "Department";
    Self::Expert => "专家" / "Expert";
    Self::Lawyer => "律师" / "Lawyer";
    Self::Liaison => "联络员" / "Liaison";
    Self::Recorder => "记录人" / "Recorder";
    Self::Media => "媒体" / "Media";
} }

labels! { Column {
    Self::Member => "委员" / "Members";
    Self::Public => "群众" / "Public";
    Self::Department => "部门单位" / "Departments";
    Self::Other => "其他" / "Others";
} }

labels! { Field {
    Self::Name => "名称" / "Name";
    Self::Code => "代码" / "Code";
    Self::Title => "标题" / "Title";
    Self::Text => "正文" / "Text";
    Self::Reason => "理由" / "Reason";
    Self::Place => "地点" / "Place";
    Self::District => "区县" / "District";
    Self::Township => "乡镇街道" / "Township/street" or "乡镇街道" / "Township";
    Self::Unit => "单位" / "Unit";
    Self::Post => "职务" / "Post";
    Self::Sector => "界别" / "Sector";
    Self::Phone => "联系电话" / "Phone";
    Self::Note => "备注" / "Note";
    Self::Tag => "标签" / "Tag";
    Self::Venue => "会场" / "Venue";
    Self::Short => "简称" / "Short name";
    Self::Contact => "联系人" / "Contact";
    Self::Matter => "承办内容" / "Matter";
    Self::Source => "出处" / "Source";
    Self::Remark => "评价意见" / "Remark";
    Self::What => "办理内容" / "What was done";
    Self::Who => "办理人" / "Who did it";
    Self::Date => "日期" / "Date";
    Self::Office => "发文机关" / "Issuing office";
    Self::ReferredTo => "转往单位" / "Referred to";
    Self::Deadline => "时限" / "Deadline";
    Self::Lead => "主办单位" / "Lead department" or "主办单位" / "Lead";
    Self::Supporting => "会办单位" / "Supporting departments" or "会办单位" / "Supporting";
    Self::Promised => "承诺内容" / "Promise";
    Self::Answers => "选项" / "Answers";
    Self::Question => "测询内容" / "Question";
    Self::Stages => "环节" / "Stages";
    Self::Font => "字体" / "Font";
    Self::DocumentNumber => "发文字号" / "Document number" or "文号" / "Number";
    Self::Folder => "文件夹" / "Folder";
} }

labels! { EntityKind {
    Self::Studio => "工作室" / "Studio";
    Self::Person => "人员" / "Person";
    Self::Department => "部门单位" / "Department";
    Self::Issue => "议题" / "Issue";
    Self::Session => "协商议事会" / "Session" or "议事会" / "Session";
    Self::Line => "发言记录" / "Line of the record" or "记录" / "Line";
    Self::Commitment => "承办事项" / "Commitment";
    Self::Evidence => "佐证材料" / "Evidence";
    Self::Settings => "设置" / "Settings";
} }

labels! { NumberKind {
    Self::Issue => "议题编号" / "Issue number" or "议题" / "Issue";
    Self::Session => "协商议事会编号" / "Session number" or "议事会" / "Session";
    Self::Commitment => "承办事项编号" / "Commitment number" or "承办事项" / "Commitment";
} }

labels! { Qualifier {
    Self::Exact => "整" / "Exact";
    Self::Over => "余" / "Over";
    Self::About => "约" / "About";
} }

labels! { Precision {
    Self::Day => "精确到日" / "Known to the day" or "到日" / "Day";
    Self::Month => "精确到月" / "Known to the month" or "到月" / "Month";
    Self::Year => "精确到年" / "Known to the year" or "到年" / "Year";
    Self::Range => "只知起止" / "Known as a range" or "起止" / "Range";
} }

labels! { DayKind {
    Self::Working => "工作日" / "Working day";
    Self::Weekend => "周末" / "Weekend";
    Self::Holiday => "节假日" / "Holiday";
    Self::MakeUp => "调休上班" / "Make-up day";
} }

labels! { &Form {
    Form::File { .. } => "文件" / "File";
    Form::Reference => "纸质或实地" / "Paper or place" or "纸质" / "Paper";
} }
