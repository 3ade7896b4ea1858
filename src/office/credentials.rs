//! Passwords and tokens: Argon2id for what people remember, random bytes for what machines carry.

use std::sync::OnceLock;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use data_encoding::{HEXLOWER, Specification};
use sha2::{Digest, Sha256};

/// The shortest password, in characters (NIST SP 800-63B asks for 8, and for 15 where it stands alone).
pub const PASSWORD_LEAST: usize = 12;
/// The longest: more would only cost time.
pub const PASSWORD_MOST: usize = 256;
/// Random bytes of a password that the program makes: 80 bits, 16 characters of 5 bits each.
const MADE_BYTES: usize = 10;
/// Letters and digits that are not taken for one another: none of `l`, `o`, `0`, `1`. 32 that all differ, so that 5
/// random bits choose each of them equally often.
const ALPHABET: &str = "abcdefghijkmnpqrstuvwxyz23456789";

/// Hashes a password: Argon2id with 19 MiB, two passes (OWASP), a salt of its own. Slow on purpose.
pub fn hash(password: &str) -> Option<String> {
    Argon2::default().hash_password(password.as_bytes()).ok().map(|hash| hash.to_string())
}

/// Whether it is the password of a hash. Without a hash it takes as long, and is not.
pub fn is_password(hash: Option<&str>, password: &str) -> bool {
    static NOBODY: OnceLock<Option<String>> = OnceLock::new();
    let against = hash.or_else(|| NOBODY.get_or_init(|| self::hash("nobody has this password")).as_deref());
    let Some(parsed) = against.and_then(|hash| PasswordHash::new(hash).ok()) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && hash.is_some()
}

/// Random bytes as 64 hexadecimal digits, and what is kept of them: their SHA-256. None if the system has no
/// randomness to give.
pub fn token() -> Option<(String, Vec<u8>)> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).ok()?;
    let text = HEXLOWER.encode(&bytes);
    let kept = token_hash(&text);
    Some((text, kept))
}

/// What is kept of a token.
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// A password that nobody has to think of.
pub fn made_password() -> Option<String> {
    let mut bytes = [0_u8; MADE_BYTES];
    getrandom::fill(&mut bytes).ok()?;
    let mut base32 = Specification::new();
    base32.symbols.push_str(ALPHABET);
    let letters = base32.encoding().ok()?.encode(&bytes);
    Some((0..letters.len()).step_by(4).map(|at| &letters[at..at + 4]).collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_opens() {
        let kept = hash("a sentence is good");
        assert!(kept.as_deref().is_some_and(|kept| kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")));
        assert!(is_password(kept.as_deref(), "a sentence is good"));
        assert!(!is_password(kept.as_deref(), "a sentence is god"));
        assert!(!is_password(None, "nobody has this password"));
    }

    #[test]
    fn every_letter_of_a_made_password_is_as_likely_as_another() {
        let distinct: std::collections::BTreeSet<char> = ALPHABET.chars().collect();
        assert_eq!((distinct.len(), ALPHABET.len()), (32, 32));
        assert!("lo01".chars().all(|mistakable| !distinct.contains(&mistakable)));
        let made = (0..500).filter_map(|_| made_password()).collect::<String>().replace('-', "");
        assert_eq!((made.len(), made.chars().collect::<std::collections::BTreeSet<char>>()), (8_000, distinct));
    }

    #[test]
    fn tokens_are_kept_as_hashes() {
        let (text, kept) = token().unwrap_or_default();
        assert_eq!(text.len(), 64);
        assert_eq!(token_hash(&text), kept);
        assert_ne!(token().map(|(other, _)| other), Some(text));
        assert_eq!(made_password().map(|made| made.len()), Some(19));
    }
}
