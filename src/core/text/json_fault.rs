//! What Go says about a text that is no JSON.

/// Returns Go's message for the first fault of a JSON text; nothing when there is none.
pub fn fault_of(bytes: &[u8]) -> Option<String> {
    Scanner { bytes, at: 0 }.document().err()
}

/// Finds the first fault of a JSON text. Nesting deeper than any sane text is a fault.
struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

const LIMIT: usize = 200;

impl Scanner<'_> {
    fn document(mut self) -> Result<(), String> {
        self.value(0)?;
        match self.after_space() {
            None => Ok(()),
            Some(byte) => Err(fault(byte, "after top-level value")),
        }
    }

    fn after_space(&mut self) -> Option<u8> {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    fn next(&mut self) -> Result<u8, String> {
        let byte = self.bytes.get(self.at).copied().ok_or("unexpected end of JSON input")?;
        self.at += 1;
        Ok(byte)
    }

    /// Within a word or number the end of the text counts as a blank, as it does in Go.
    fn next_within(&mut self) -> u8 {
        self.next().unwrap_or(b' ')
    }

    fn next_after_space(&mut self) -> Result<u8, String> {
        self.after_space();
        self.next()
    }

    fn value(&mut self, depth: usize) -> Result<(), String> {
        if depth > LIMIT {
            return Err("exceeded max depth".to_owned());
        }
        match self.next_after_space()? {
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'"' => self.string(),
            b't' => self.literal("true"),
            b'f' => self.literal("false"),
            b'n' => self.literal("null"),
            b'-' | b'0'..=b'9' => {
                self.at -= 1;
                self.number()
            }
            other => Err(fault(other, "looking for beginning of value")),
        }
    }

    fn object(&mut self, depth: usize) -> Result<(), String> {
        if self.after_space() == Some(b'}') {
            self.at += 1;
            return Ok(());
        }
        loop {
            match self.next_after_space()? {
                b'"' => self.string()?,
                other => return Err(fault(other, "looking for beginning of object key string")),
            }
            match self.next_after_space()? {
                b':' => self.value(depth + 1)?,
                other => return Err(fault(other, "after object key")),
            }
            match self.next_after_space()? {
                b',' => {}
                b'}' => return Ok(()),
                other => return Err(fault(other, "after object key:value pair")),
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<(), String> {
        if self.after_space() == Some(b']') {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.value(depth + 1)?;
            match self.next_after_space()? {
                b',' => {}
                b']' => return Ok(()),
                other => return Err(fault(other, "after array element")),
            }
        }
    }

    fn string(&mut self) -> Result<(), String> {
        loop {
            match self.next()? {
                b'"' => return Ok(()),
                b'\\' => match self.next_within() {
                    b'b' | b'f' | b'n' | b'r' | b't' | b'\\' | b'/' | b'"' => {}
                    b'u' => {
                        for _ in 0..4 {
                            let digit = self.next_within();
                            if !digit.is_ascii_hexdigit() {
                                return Err(fault(digit, "in \\u hexadecimal character escape"));
                            }
                        }
                    }
                    other => return Err(fault(other, "in string escape code")),
                },
                low @ 0..=0x1f => return Err(fault(low, "in string literal")),
                _ => {}
            }
        }
    }

    fn literal(&mut self, word: &str) -> Result<(), String> {
        for wanted in word.bytes().skip(1) {
            let found = self.next_within();
            if found != wanted {
                let place = format!("in literal {word} (expecting '{}')", char::from(wanted));
                return Err(fault(found, &place));
            }
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), String> {
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        match self.next_within() {
            b'0' => {}
            b'1'..=b'9' => self.digits(),
            other => return Err(fault(other, "in numeric literal")),
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            match self.next_within() {
                b'0'..=b'9' => self.digits(),
                other => return Err(fault(other, "after decimal point in numeric literal")),
            }
        }
        if matches!(self.bytes.get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.bytes.get(self.at), Some(b'+' | b'-')) {
                self.at += 1;
            }
            match self.next_within() {
                b'0'..=b'9' => self.digits(),
                other => return Err(fault(other, "in exponent of numeric literal")),
            }
        }
        Ok(())
    }

    fn digits(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
    }
}

fn fault(byte: u8, place: &str) -> String {
    let shown = match byte {
        b'\'' => "\\'".to_owned(),
        b'"' => "\"".to_owned(),
        b'\n' => "\\n".to_owned(),
        b'\t' => "\\t".to_owned(),
        b'\r' => "\\r".to_owned(),
        b'\\' => "\\\\".to_owned(),
        low @ 0..=0x1f => format!("\\x{low:02x}"),
        byte => char::from(byte).to_string(),
    };
    format!("invalid character '{shown}' {place}")
}
