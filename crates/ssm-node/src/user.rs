//! Who runs what is sent.

/// The user of this process, as whom nodes within it run commands, such as `root (user id 0)`.
pub fn current_user() -> String {
    #[cfg(unix)]
    {
        let id = rustix::process::geteuid().as_raw();
        match name_of(id) {
            Some(name) => format!("{name} (user id {id})"),
            None => format!("user id {id}"),
        }
    }
    #[cfg(not(unix))]
    std::env::var("USERNAME").unwrap_or_else(|_| "the user of this process".to_owned())
}

/// The name of a user of this machine.
#[cfg(unix)]
pub(crate) fn name_of(id: u32) -> Option<String> {
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    name(&users, id).map(str::to_owned)
}

#[cfg(unix)]
fn name(users: &str, id: u32) -> Option<&str> {
    let id = id.to_string();
    users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)? == id).then_some(name)
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::name;

    #[test]
    fn users_are_named_by_their_ids() {
        let users = "root:x:0:0:root:/root:/bin/sh\nme:x:1000:0::/:/bin/sh\n";
        assert_eq!((name(users, 0), name(users, 1000), name(users, 10)), (Some("root"), Some("me"), None));
    }
}
