//! Messages between an editor and the server: JSON behind a header, as the Language Server Protocol frames them.

use std::io::{self, BufRead, Write};

use serde_json::Value;

/// No message is larger than that.
const MOST: usize = 64 << 20;

/// Reads the next message; nothing at the end of the input. The inner error is of a message that is no JSON.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Result<Value, String>>> {
    let mut length: Option<usize> = None;
    let mut line = String::new();
    loop {
        line.clear();
        if io::Read::take(&mut *input, 4096).read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let header = line.trim_end();
        if header.is_empty() {
            match length {
                Some(_) => break,
                None => continue,
            }
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
    }
    let length = length.unwrap_or_default();
    if length > MOST {
        let words = format!("a message of {length} bytes is more than this server reads");
        return Err(io::Error::new(io::ErrorKind::InvalidData, words));
    }
    let mut body = vec![0; length];
    io::Read::read_exact(input, &mut body)?;
    Ok(Some(serde_json::from_slice(&body).map_err(|error| error.to_string())))
}

/// Writes a message.
pub(super) fn write(output: &mut impl Write, message: &Value) -> io::Result<()> {
    let body = message.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_as_they_are_written() {
        let message = serde_json::json!({"method": "x", "params": "ä"});
        let mut bytes = Vec::new();
        write(&mut bytes, &message).expect("memory");
        bytes.extend_from_slice(b"Content-Type: a\r\ncontent-length: 2\r\n\r\n}{");
        let mut input = bytes.as_slice();
        assert_eq!(read(&mut input).expect("a message"), Some(Ok(message)));
        assert!(read(&mut input).expect("a message").expect("a body").is_err());
        assert_eq!(read(&mut input).expect("the end"), None);
        assert!(read(&mut b"Content-Length: 99999999999\r\n\r\n".as_slice()).is_err());
    }
}
