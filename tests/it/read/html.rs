//! Pages as a browser saves them.

use super::{code, gb, plain};

#[test]
fn html_becomes_lines() {
    let html = "<!DOCTYPE html><html><head><title>题目</title><style>p {}</style><script>if (a < b) {}</script></head>\n\
        <body>\n<h1>在大会上的\n讲话</h1><div><p>同志们：</p></div>\
        <p>今天  <b>召开</b>\n会议，<br/>A &amp; B&nbsp;&#20013;&ldquo;好&rdquo;<!-- x -->\n word</p>\
        <noscript>没有</noscript><template><p>没有</p></template>\
        <table><tr><td>一</td><td>二</td></tr></table><ul><li>甲<li>乙</ul><pre>  丙\n  丁</pre></body></html>";
    let text = "在大会上的讲话\n同志们：\n今天 召开会议，\nA & B\u{a0}中“好” word\n一\n二\n甲\n乙\n  丙\n  丁";
    assert_eq!(plain("a.html", html).0, text);
    assert_eq!(plain("a.HTM", html).0, text);
    assert_eq!(plain("a.txt", html).0, text);
}

#[test]
fn html_declares_its_encoding() {
    let page = |meta: &str| format!("<html><head>{meta}</head><body><p>镕基同志</p></body></html>");
    for meta in [
        "<meta charset=gb2312>",
        "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=gb2312'>",
        "<meta http-equiv=content-type content='text/html;charset=GBK; x'>",
        "<meta charset=utf-8>",
        "<meta charset=no-such>",
        "",
    ] {
        let wanted = ("镕基同志".to_owned(), "GB18030");
        assert_eq!(plain("a.html", gb(&page(meta))), wanted, "{meta}");
        assert_eq!(plain("a.html", page(meta)).1, "UTF-8");
    }
    let (big5, ..) = encoding_rs::BIG5.encode("<meta charset=big5><p>這次會議");
    assert_eq!(plain("a.htm", big5), ("這次會議".to_owned(), "Big5"));
    assert_eq!(
        code("a.htm", "<title>只有题目</title><script>x</script>"),
        "corpus.empty"
    );
}
