//! An image in a text that is being written, on a page without scripts; and the text looked at again.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::edit::{EditPage, Sheet};
use crate::error::{Error, Result, say};
use crate::web::page::Page;
use crate::web::pages::attachments::add_to;
use crate::web::upload::Sent;
use crate::web::visit::Visit;

impl Sheet {
    /// The page again, where it was only to be looked at or to get an image; none where the text is to be sent.
    ///
    /// # Errors
    /// The database's. What is wrong with an image stands on the page.
    pub(in crate::web::pages) async fn looked_at(
        &mut self,
        visit: &Visit,
        sent: Sent,
    ) -> Result<Option<Response>> {
        let refused = match sent.fields.get("act") {
            "look" => None,
            "attach" => self.attach(visit, sent).await.err(),
            // Only that button sends the file; where the form was cut within it, the button's name is missing.
            _ if sent.file.is_some() => self.attach(visit, sent).await.err(),
            // Without the button beside it, a form sends the name of a chosen file and not the file.
            _ if !sent.fields.get("image").is_empty() => {
                Some(Error::invalid("image", say!("attachment-not-added")))
            }
            _ => return Ok(None),
        };
        self.keep(visit).await?;
        let page = EditPage::new(visit.shell("book"), visit, self.clone()).await?;
        Ok(Some(match refused {
            None => Page(page).into_response(),
            Some(error) => {
                let page = Page(page.refused(error)?);
                (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
            }
        }))
    }

    /// Adds the image at the end of the text.
    async fn attach(&mut self, visit: &Visit, sent: Sent) -> Result<()> {
        let mut tx = visit.write().await?;
        let added = add_to(&mut tx, visit.language, &self.above, sent.file).await?;
        tx.commit().await?;
        let text = self.markdown.trim_end().len();
        self.markdown.truncate(text);
        self.markdown.push_str(&format!("\n\n{}\n", added.markdown));
        Ok(())
    }
}
