//! The elements that matter to a template, by namespace and name.

/// What an element is to a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Kind {
    Paragraph,
    ParagraphProperties,
    /// The end of a section of the document, with its page.
    SectionProperties,
    Run,
    RunProperties,
    Text,
    /// Breaks and tabs: characters that are elements.
    Break,
    /// Around runs, and can be cut in two: an insertion, a link, a smart tag.
    Wrapper,
    /// Text that a reader does not see: deleted, moved away.
    Deleted,
    /// In a run or paragraph without being seen: proofing, breaks of the last layout, field codes.
    Unseen,
    /// A place that is named once: bookmarks, comments, permissions.
    Range,
    Control,
    ControlProperties,
    /// What ties a content control to data that would replace its content.
    Binding,
    ControlContent,
    Table,
    Row,
    Cell,
    /// Properties of tables, rows and cells.
    TableProperties,
    TextBox,
    /// Headers, footers and notes: hold at least one paragraph.
    Story,
    Body,
    /// One content for several generations of programs.
    Alternatives,
    Alternative,
    /// A drawing with its number.
    Drawing,
    /// Formatting of a run that stands after the underline in the order of the schema.
    AfterUnderline,
    Underline,
    Other,
}

const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
const WORD_EXTENSIONS: &str = "http://schemas.microsoft.com/office/word/";
const DRAWING: [&str; 2] = [
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
];
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

impl Kind {
    /// The kind of an element by its namespace and its name without prefix.
    pub(super) fn of(namespace: &str, local: &str) -> Self {
        if WORD.contains(&namespace) {
            return of_word(local);
        }
        match local {
            "dataBinding" if namespace.starts_with(WORD_EXTENSIONS) => Self::Binding,
            _ if namespace.starts_with(WORD_EXTENSIONS) => Self::AfterUnderline,
            "docPr" if DRAWING.contains(&namespace) => Self::Drawing,
            "AlternateContent" if namespace == COMPATIBILITY => Self::Alternatives,
            "Choice" | "Fallback" if namespace == COMPATIBILITY => Self::Alternative,
            _ => Self::Other,
        }
    }
}

fn of_word(local: &str) -> Kind {
    match local {
        "p" => Kind::Paragraph,
        "pPr" => Kind::ParagraphProperties,
        "sectPr" => Kind::SectionProperties,
        "r" => Kind::Run,
        "rPr" => Kind::RunProperties,
        "t" => Kind::Text,
        "br" | "cr" | "tab" | "ptab" => Kind::Break,
        "ins" | "moveTo" | "smartTag" | "hyperlink" | "customXml" | "fldSimple" | "bdo" | "dir" => {
            Kind::Wrapper
        }
        "del" | "moveFrom" => Kind::Deleted,
        "proofErr"
        | "lastRenderedPageBreak"
        | "instrText"
        | "fldChar"
        | "softHyphen"
        | "smartTagPr"
        | "customXmlPr"
        | "delText"
        | "delInstrText"
        | "annotationRef" => Kind::Unseen,
        "bookmarkStart" | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd"
        | "commentReference" | "permStart" | "permEnd" | "moveToRangeStart" | "moveToRangeEnd"
        | "moveFromRangeStart" | "moveFromRangeEnd" => Kind::Range,
        "sdt" => Kind::Control,
        "sdtPr" | "sdtEndPr" => Kind::ControlProperties,
        "dataBinding" | "showingPlcHdr" => Kind::Binding,
        "sdtContent" => Kind::ControlContent,
        "tbl" => Kind::Table,
        "tr" => Kind::Row,
        "tc" => Kind::Cell,
        "tblPr" | "tblGrid" | "trPr" | "tblPrEx" | "tcPr" => Kind::TableProperties,
        "txbxContent" => Kind::TextBox,
        "hdr" | "ftr" | "footnote" | "endnote" => Kind::Story,
        "body" => Kind::Body,
        "u" => Kind::Underline,
        "effect" | "bdr" | "shd" | "fitText" | "vertAlign" | "rtl" | "cs" | "em" | "lang"
        | "eastAsianLayout" | "specVanish" | "oMath" | "rPrChange" => Kind::AfterUnderline,
        _ => Kind::Other,
    }
}
