//! Lists in pages, and the tokens that lead from one page to the next.

use std::borrow::Borrow;
use std::hash::{BuildHasher, RandomState};
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::model::types::InvalidNextToken;
use crate::protocol::Error;

/// Makes and reads tokens. A token names the last item of a page, so that a list may change between
/// two pages, and bears a check value that only the endpoint that made it can compute.
#[derive(Default)]
pub(crate) struct Paging {
    keys: RandomState,
}

/// Some items of a list, and the token for those that follow if any do.
#[derive(Debug, PartialEq)]
pub(crate) struct Page<T> {
    pub(crate) items: Vec<T>,
    pub(crate) next_token: Option<String>,
}

impl Paging {
    /// The page of at most `size` items that this token leads to, or the first one. The items come
    /// with their positions, in ascending order; `list` says which list they are of, and a token of
    /// another list is refused.
    pub(crate) fn page<P, B, T>(
        &self,
        list: &str,
        token: Option<&str>,
        size: usize,
        items: impl Iterator<Item = (B, T)>,
    ) -> Result<Page<T>, Error>
    where
        P: Ord + ToString + FromStr,
        B: Borrow<P>,
    {
        let after: Option<P> = token.map(|token| self.open(list, token)).transpose()?;
        let mut rest =
            items.skip_while(|(position, _)| after.as_ref().is_some_and(|after| position.borrow() <= after));
        let mut page = Page { items: Vec::new(), next_token: None };
        let mut last = None;
        for (position, item) in rest.by_ref().take(size) {
            page.items.push(item);
            last = Some(position);
        }
        if rest.next().is_some() {
            page.next_token = last.map(|last| self.seal(list, &last.borrow().to_string()));
        }
        Ok(page)
    }

    fn seal(&self, list: &str, position: &str) -> String {
        let check = self.keys.hash_one((list, position)).to_le_bytes();
        URL_SAFE_NO_PAD.encode([check.as_slice(), position.as_bytes()].concat())
    }

    fn open<P: FromStr>(&self, list: &str, token: &str) -> Result<P, Error> {
        self.position(list, token).and_then(|position| position.parse().ok()).ok_or_else(|| {
            InvalidNextToken::with_message(
                "the NextToken is none that this endpoint gave out for this list; start again without one",
            )
            .into()
        })
    }

    fn position(&self, list: &str, token: &str) -> Option<String> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let position = String::from_utf8(bytes.get(8..)?.to_vec()).ok()?;
        (self.seal(list, &position) == token).then_some(position)
    }
}

/// The number of items on a page, for which a request may ask; the model bounds what it asks.
pub(crate) fn size(asked: Option<i32>, default: usize) -> usize {
    asked.and_then(|asked| usize::try_from(asked).ok()).unwrap_or(default).max(1)
}

#[cfg(test)]
mod tests {
    use super::{Page, Paging};

    fn numbers(of: std::ops::Range<i64>) -> impl Iterator<Item = (i64, i64)> {
        of.map(|number| (number, number))
    }

    #[test]
    fn pages_follow_each_other_and_end_without_a_token() {
        let paging = Paging::default();
        let first = paging.page::<i64, _, _>("list", None, 2, numbers(1..5)).unwrap();
        assert_eq!(first.items, [1, 2]);
        let second = paging.page::<i64, _, _>("list", first.next_token.as_deref(), 2, numbers(1..5)).unwrap();
        assert_eq!(second, Page { items: vec![3, 4], next_token: None });
    }

    #[test]
    fn a_page_follows_even_if_its_predecessor_was_removed() {
        let paging = Paging::default();
        let first = paging.page::<i64, _, _>("list", None, 2, numbers(1..5)).unwrap();
        let second = paging.page::<i64, _, _>("list", first.next_token.as_deref(), 2, numbers(3..5)).unwrap();
        assert_eq!(second.items, [3, 4]);
    }

    #[test]
    fn tokens_of_other_lists_or_of_nobody_are_refused() {
        let paging = Paging::default();
        let token = paging.page::<i64, _, _>("list", None, 2, numbers(1..5)).unwrap().next_token;
        let other = Paging::default();
        assert!(paging.page::<i64, _, _>("other", token.as_deref(), 2, numbers(1..5)).is_err());
        assert!(other.page::<i64, _, _>("list", token.as_deref(), 2, numbers(1..5)).is_err());
        for token in ["", "2", "AAAAAAAAAAAy", "not base64!"] {
            assert!(paging.page::<i64, _, _>("list", Some(token), 2, numbers(1..5)).is_err(), "{token}");
        }
    }
}
