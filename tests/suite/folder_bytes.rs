//! What stands in a file goes into the book and comes out of it to the byte.

use std::fs;

use cahier::folder::Folder;
use proptest::prelude::*;

use crate::markdown::front_matter::any_text;
use crate::support::Site;

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 60, ..ProptestConfig::default() })]

    /// Whatever stands in a file goes into the book and comes out of it to the byte, or stays where it is.
    #[test]
    fn a_file_comes_back_as_it_went_in(texts in proptest::collection::vec(any_text(), 1..12)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let site = Site::new().await;
            let ada = site.member("Ada").await;
            site.app.tasks.stop().await;
            let name = |at: usize| format!("{:04}-text.md", at + 1);
            fs::create_dir_all(site.standards()).unwrap();
            for (at, text) in texts.iter().enumerate() {
                fs::write(site.standards().join(name(at)), text).unwrap();
            }
            let report = site.app.folder.sync().await.unwrap();
            // Another machine, whose folder is empty.
            let other = tempfile::tempdir().unwrap();
            let elsewhere = Folder::new(site.app.db.clone(), &other.path().join("book"), other.path().join("base.json"), None);
            elsewhere.sync().await.unwrap();
            for (at, text) in texts.iter().enumerate() {
                let here = fs::read(site.standards().join(name(at))).unwrap();
                assert_eq!(here, text.as_bytes(), "it was touched");
                let there = fs::read(other.path().join("book").join(name(at))).ok();
                let refused = report.unreadable.iter().any(|file| file.path == name(at));
                assert_eq!(there.as_deref(), (!refused).then_some(text.as_bytes()));
                let shown = ada.get(&format!("/standards/S-{}.md", at + 1)).await;
                assert_eq!(shown.status == 200, !refused);
                if !refused {
                    assert_eq!(shown.bytes, text.as_bytes());
                }
            }
        });
    }
}
