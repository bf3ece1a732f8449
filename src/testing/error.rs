//! What is wrong with a test itself.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// Why a test can't be read or run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TestError {
    /// A key that no test has.
    UnknownKey { span: Span, key: String, known: Wording },
    /// A test without one of the parts that it needs.
    Incomplete { span: Span, missing: (&'static str, &'static str) },
    /// Something else than this part of a test is.
    WrongShape { span: Span, what: Wording },
    /// A reading, or an alternative of one, that the policy lacks.
    UnknownReading { place: Span, name: String, known: Vec<String> },
}

impl From<TestError> for Diagnostic {
    fn from(error: TestError) -> Diagnostic {
        match error {
            TestError::UnknownKey { span, key, known } => Diagnostic::error(
                "tests/unknown-key",
                span,
                wording!("a test has no `{key}`", "测试中没有“{key}”这一项"),
                wording!("unknown here", "此处不识别"),
            )
            .with_help(Wording::new(format!("it may have {}", known.en), format!("可以写：{}", known.zh))),
            TestError::Incomplete { span, missing: (en, zh) } => Diagnostic::error(
                "tests/incomplete",
                span,
                wording!("this test has no `{en}`", "这项测试缺少“{zh}”（{en}）"),
                wording!("`{en}` is missing", "缺少“{zh}”"),
            )
            .with_help(wording!("say what the case is and what is expected of it", "请写明案例是什么、预期得出什么")),
            TestError::WrongShape { span, what } => Diagnostic::error(
                "tests/wrong-shape",
                span,
                Wording::new(format!("this should be {}", what.en), format!("此处应为{}", what.zh)),
                wording!("something else", "写成了别的"),
            )
            .with_help(wording!("see `docs/testing.md` for the form of a test", "测试的写法见 docs/testing.md")),
            TestError::UnknownReading { place, name, known } => {
                let (en, zh) = (known.join(", "), known.join("、"));
                Diagnostic::error(
                    "tests/unknown-reading",
                    place,
                    wording!("there is no reading `{name}`", "没有解读“{name}”"),
                    wording!("unknown here", "此处不识别"),
                )
                .with_help(wording!("possible here: {en}", "此处可用：{zh}"))
            }
        }
    }
}
