//! Encodings and checksums.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha512};

use super::super::Value;
use super::super::eval::Scope;
use super::{Answer, wrong};

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

pub(super) fn call(_: &Scope<'_>, name: &str, args: &[Value]) -> Answer {
    let change: fn(&str) -> String = match name {
        "b64enc" => |s| STANDARD.encode(s),
        "b64dec" => |s| match STANDARD.decode(s) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(_) => "illegal base64 data at input byte 0".into(),
        },
        "b32enc" => base32,
        "b32dec" => |s| match from_base32(s) {
            Some(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            None => "illegal base32 data at input byte 0".into(),
        },
        "sha256sum" => |s| hex(&Sha256::digest(s)),
        "sha512sum" => |s| hex(&Sha512::digest(s)),
        "sha1sum" => |s| hex(&sha1(s.as_bytes())),
        "adler32sum" => |s| adler(s.as_bytes()).to_string(),
        _ => return None,
    };
    Some(match args {
        [Value::Text(s)] => Ok(change(s).into()),
        _ => Err(wrong(name, args)),
    })
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|b| [b >> 4, b & 15]);
    digits.filter_map(|d| char::from_digit(u32::from(d), 16)).collect()
}

fn base32(text: &str) -> String {
    let mut out = String::new();
    for chunk in text.as_bytes().chunks(5) {
        let mut block = [0_u8; 8];
        block[3..3 + chunk.len()].copy_from_slice(chunk);
        let bits = u64::from_be_bytes(block);
        let letters = (chunk.len() * 8).div_ceil(5);
        for at in 0..8 {
            let index = (bits >> (35 - 5 * at) & 31) as usize;
            out.push(if at < letters { BASE32.get(index).map_or('=', |b| char::from(*b)) } else { '=' });
        }
    }
    out
}

fn from_base32(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(8) {
        return None;
    }
    let mut out = Vec::new();
    for chunk in text.as_bytes().chunks(8) {
        let letters: Vec<u8> = chunk.iter().copied().take_while(|b| *b != b'=').collect();
        let mut bits = 0_u64;
        for at in 0..8 {
            let digit = match letters.get(at) {
                Some(letter) => BASE32.iter().position(|b| b == letter)? as u64,
                None => 0,
            };
            bits = bits << 5 | digit;
        }
        out.extend(bits.to_be_bytes().get(3..3 + letters.len() * 5 / 8)?);
    }
    Some(out)
}

fn adler(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    b << 16 | a
}

/// SHA-1, for what sprig offers by that name; nothing here relies on it.
fn sha1(bytes: &[u8]) -> [u8; 20] {
    let mut state: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    let mut padded = bytes.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend((bytes.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks_exact(64) {
        let mut words: Vec<u32> =
            block.chunks_exact(4).filter_map(|w| w.try_into().ok().map(u32::from_be_bytes)).collect();
        for at in 16..80 {
            let mixed = words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16];
            words.push(mixed.rotate_left(1));
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (at, word) in words.iter().enumerate() {
            let (f, k) = match at {
                0..20 => (b & c | !b & d, 0x5a82_7999),
                20..40 => (b ^ c ^ d, 0x6ed9_eba1),
                40..60 => (b & c | b & d | c & d, 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6_u32),
            };
            let next = a.rotate_left(5).wrapping_add(f).wrapping_add(e).wrapping_add(k).wrapping_add(*word);
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next);
        }
        for (sum, part) in state.iter_mut().zip([a, b, c, d, e]) {
            *sum = sum.wrapping_add(part);
        }
    }
    let mut out = [0; 20];
    for (at, word) in state.iter().enumerate() {
        out[at * 4..at * 4 + 4].copy_from_slice(&word.to_be_bytes());
    }
    out
}
