//! Random names.

use rand::Rng;

/// The characters of generated names: no vowels and nothing that looks alike, so no words come out.
const ALPHABET: &[u8] = b"bcdfghjklmnpqrstvwxz2456789";

/// Makes the random end of a generated name, `length` characters long.
pub fn suffix(length: usize) -> String {
    let mut random = rand::rng();
    (0..length).map(|_| char::from(ALPHABET[random.random_range(0..ALPHABET.len())])).collect()
}
