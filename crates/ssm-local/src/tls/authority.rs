//! The certificate authority in its folder.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, PublicKeyData,
};
use rustls::RootCertStore;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use time::{Duration, OffsetDateTime};

use super::TlsError;

/// The file with the authority's certificate.
pub(super) const CERTIFICATE: &str = "ca.pem";

/// The file with its private key.
const KEY: &str = "ca-key.pem";

/// How long clients may trust the authority: as long as the folder is likely to be kept.
const LIFE: Duration = Duration::days(10 * 365);

/// How long the endpoint's certificate lasts, which is made anew at each start; some clients accept none
/// that lasts longer than 825 days.
const LIFE_OF_CERTIFICATE: Duration = Duration::days(800);

/// How far the clock of a client may be behind.
const CLOCK_SKEW: Duration = Duration::days(1);

/// An authority that can certify.
pub(super) struct Authority {
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    /// The authority of a folder, which is made if it is not there.
    pub(super) fn of(folder: &Path) -> Result<Self, TlsError> {
        match Self::kept(folder)? {
            Some(authority) => Ok(authority),
            None => Self::made(folder),
        }
    }

    /// The authority that is there.
    fn kept(folder: &Path) -> Result<Option<Self>, TlsError> {
        let path = folder.join(CERTIFICATE);
        let (Some(certificate), Some(key_pair)) = (read(&path)?, kept_key(folder)?) else { return Ok(None) };
        check(&certificate, &key_pair).ok_or(TlsError::Certificate { path })?;
        Ok(Some(Self { issuer: Issuer::new(params()?, key_pair) }))
    }

    /// A new authority, or one with the key that is there, which is the same to those who trust it.
    fn made(folder: &Path) -> Result<Self, TlsError> {
        make_folder(folder).map_err(failed(folder))?;
        // Endpoints that start at the same time must not make two.
        let _lock = lock(folder).map_err(failed(folder))?;
        if let Some(authority) = Self::kept(folder)? {
            return Ok(authority);
        }
        let key_pair = match kept_key(folder)? {
            Some(key_pair) => key_pair,
            None => {
                let made = KeyPair::generate().map_err(TlsError::Make)?;
                write(&folder.join(KEY), &made.serialize_pem(), 0o600)?;
                made
            }
        };
        let certificate = params()?.self_signed(&key_pair).map_err(TlsError::Make)?;
        write(&folder.join(CERTIFICATE), &certificate.pem(), 0o644)?;
        Ok(Self { issuer: Issuer::new(params()?, key_pair) })
    }

    /// A certificate for a server with these names, and its private key.
    pub(super) fn certify(
        &self,
        names: Vec<String>,
    ) -> Result<(CertificateDer<'static>, PrivateKeyDer<'static>), TlsError> {
        for name in &names {
            let can_be = !name.is_empty() && CertificateParams::new([name.clone()]).is_ok();
            if !can_be || name.contains(char::is_whitespace) {
                return Err(TlsError::Name(name.clone()));
            }
        }
        let mut params = CertificateParams::new(names).map_err(TlsError::Make)?;
        params.distinguished_name = named("ssm-local");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.use_authority_key_identifier_extension = true;
        (params.not_before, params.not_after) = valid_for(LIFE_OF_CERTIFICATE);
        let key = KeyPair::generate().map_err(TlsError::Make)?;
        let certificate = params.signed_by(&key, &self.issuer).map_err(TlsError::Make)?;
        Ok((certificate.der().clone(), PrivateKeyDer::Pkcs8(key.serialize_der().into())))
    }
}

/// What the authority's certificate says. It is the same at each start, so that it need not be read.
fn params() -> Result<CertificateParams, TlsError> {
    let mut params = CertificateParams::new(Vec::new()).map_err(TlsError::Make)?;
    params.distinguished_name = named("ssm-local certificate authority of this machine");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    (params.not_before, params.not_after) = valid_for(LIFE);
    Ok(params)
}

fn named(name: &str) -> DistinguishedName {
    let mut names = DistinguishedName::new();
    names.push(DnType::CommonName, name);
    names
}

fn valid_for(life: Duration) -> (OffsetDateTime, OffsetDateTime) {
    let from = OffsetDateTime::now_utc() - CLOCK_SKEW;
    (from, from + life)
}

/// Nothing unless the text is a certificate with this key.
fn check(text: &str, key: &KeyPair) -> Option<()> {
    let certificate = CertificateDer::from_pem_slice(text.as_bytes()).ok()?;
    let mut roots = RootCertStore::empty();
    roots.add(certificate).ok()?;
    let anchor = roots.roots.first()?;
    let public_key = key.subject_public_key_info();
    // The anchor's is the content of the sequence that the other one is.
    public_key.ends_with(&anchor.subject_public_key_info).then_some(())
}

fn kept_key(folder: &Path) -> Result<Option<KeyPair>, TlsError> {
    let path = folder.join(KEY);
    let Some(text) = read(&path)? else { return Ok(None) };
    KeyPair::from_pem(&text).map(Some).map_err(|source| TlsError::Key { path, source })
}

/// Waits until no other endpoint makes an authority there; it may as long as the file is held.
fn lock(folder: &Path) -> io::Result<File> {
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("lock"))?;
    lock.lock()?;
    Ok(lock)
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The content of a file, if it is there.
fn read(path: &Path) -> Result<Option<String>, TlsError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(path)(error)),
    }
}

/// Writes a file whole or not at all.
fn write(path: &Path, text: &str, mode: u32) -> Result<(), TlsError> {
    let temporary = path.with_extension("new");
    let written = || {
        let mut options = OpenOptions::new();
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
        #[cfg(not(unix))]
        let _ = mode;
        options.create(true).truncate(true).write(true).open(&temporary)?.write_all(text.as_bytes())?;
        fs::rename(&temporary, path)
    };
    written().map_err(failed(path))
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> TlsError + use<> {
    let path = PathBuf::from(path);
    move |source| TlsError::File { path, source }
}
