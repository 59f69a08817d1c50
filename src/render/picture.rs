//! Pictures for papers: whether one may go into a file, how large it is; QR codes are drawn here.
//!
//! It touches no files: a caller that may says how a name becomes bytes.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use imagesize::ImageType;
use qrcode::{Color, EcLevel, QrCode};

use super::error::PictureError;

/// Largest picture, in bytes.
pub const MOST_BYTES: usize = 8 << 20;
/// Most pixels along a side.
const MOST_PIXELS: usize = 20_000;
/// Pixels of a module of a QR code: sharp on paper at any size it is printed.
const MODULE: usize = 16;
/// Free modules around a QR code, as its standard asks.
const QUIET: usize = 4;

/// A picture that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file as it is.
    pub bytes: Arc<[u8]>,
    /// `png` or `jpeg`.
    pub ending: &'static str,
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
}

impl Picture {
    /// Looks at the bytes of a file.
    ///
    /// # Errors
    /// Neither PNG nor JPEG, damaged, or too large.
    pub fn read(bytes: &[u8]) -> Result<Self, PictureError> {
        if bytes.len() > MOST_BYTES {
            return Err(PictureError::Bytes {
                most: MOST_BYTES >> 20,
            });
        }
        let ending = match imagesize::image_type(bytes) {
            Ok(ImageType::Png) => "png",
            Ok(ImageType::Jpeg) => "jpeg",
            _ => return Err(PictureError::Format),
        };
        let size = imagesize::blob_size(bytes).map_err(|_| PictureError::Damaged)?;
        if size.width == 0 || size.height == 0 {
            return Err(PictureError::Damaged);
        }
        if size.width > MOST_PIXELS || size.height > MOST_PIXELS {
            return Err(PictureError::Pixels {
                width: size.width,
                height: size.height,
                most: MOST_PIXELS,
            });
        }
        Ok(Self {
            bytes: bytes.into(),
            ending,
            width: size.width,
            height: size.height,
        })
    }

    /// A picture written into the data: `data:image/png;base64,…`; `None` when the text is no such address.
    pub fn of_address(text: &str) -> Option<Result<Self, PictureError>> {
        let (kind, body) = text.strip_prefix("data:")?.split_once(',')?;
        if !kind.ends_with(";base64") {
            return Some(Err(PictureError::Format));
        }
        // Four signs hold three bytes; what is too long is not decoded.
        if body.len() / 4 * 3 > MOST_BYTES + 3 {
            return Some(Err(PictureError::Bytes {
                most: MOST_BYTES >> 20,
            }));
        }
        Some(match STANDARD.decode(body.trim()) {
            Ok(bytes) => Self::read(&bytes),
            Err(_) => Err(PictureError::Damaged),
        })
    }

    /// The QR code of a text.
    ///
    /// # Errors
    /// A text too long for a code that a telephone reads.
    pub fn qr(text: &str) -> Result<Self, PictureError> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| PictureError::Long)?;
        let modules = code.width();
        let side = (modules + 2 * QUIET) * MODULE;
        let dark = |x: usize, y: usize| {
            let (Some(x), Some(y)) = ((x / MODULE).checked_sub(QUIET), (y / MODULE).checked_sub(QUIET))
            else {
                return false;
            };
            x < modules && y < modules && code[(x, y)] == Color::Dark
        };
        let row_bytes = side.div_ceil(8);
        let mut bits = vec![0xff_u8; row_bytes * side];
        for y in 0..side {
            for x in (0..side).filter(|x| dark(*x, y)) {
                bits[y * row_bytes + x / 8] &= !(0x80 >> (x % 8));
            }
        }
        let bytes = one_bit_png(side, &bits).map_err(|_| PictureError::Long)?;
        Ok(Self {
            bytes: bytes.into(),
            ending: "png",
            width: side,
            height: side,
        })
    }

    /// The largest size with the picture's own proportions inside a frame.
    pub fn fitted(&self, width: u64, height: u64) -> (u64, u64) {
        let (own_width, own_height) = (self.width as u64, self.height as u64);
        if own_width * height > own_height * width {
            (width, (own_height * width / own_width).max(1))
        } else {
            ((own_width * height / own_height).max(1), height)
        }
    }
}

fn one_bit_png(side: usize, bits: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let side = u32::try_from(side).unwrap_or(u32::MAX);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(bits)?;
    writer.finish()?;
    Ok(bytes)
}

/// How a name in the data becomes a picture.
type Load = dyn Fn(&str) -> Result<Arc<Picture>, PictureError> + Send + Sync;

/// Where the pictures that data name are; nowhere by default.
#[derive(Clone, Default)]
pub struct Pictures(Option<Arc<Load>>);

impl Pictures {
    /// Pictures that this function finds.
    pub fn new(load: impl Fn(&str) -> Result<Arc<Picture>, PictureError> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(load)))
    }

    /// The picture of a name, or of a `data:` address.
    ///
    /// # Errors
    /// No such picture, or one that may not go into a paper.
    pub fn load(&self, name: &str) -> Result<Arc<Picture>, PictureError> {
        if let Some(picture) = Picture::of_address(name) {
            return picture.map(Arc::new);
        }
        self.0
            .as_ref()
            .map_or(Err(PictureError::Nowhere), |load| load(name))
    }
}

impl fmt::Debug for Pictures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.0.is_some() {
            "Pictures(…)"
        } else {
            "Pictures"
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_qr_code_is_a_picture_that_is_read_back() {
        let picture = Picture::qr("https://example.org/положение.pdf").unwrap();
        assert_eq!(picture.width % MODULE, 0);
        assert_eq!(Picture::read(&picture.bytes).unwrap(), picture);
        assert!(picture.bytes.len() < 4000);
        let address = format!("data:image/png;base64,{}", STANDARD.encode(&picture.bytes));
        assert_eq!(Picture::of_address(&address), Some(Ok(picture)));
        assert_eq!(Picture::qr(&"я".repeat(3000)), Err(PictureError::Long));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert_eq!(Picture::read(b"GIF89a...."), Err(PictureError::Format));
        assert_eq!(Picture::read(b""), Err(PictureError::Format));
        assert_eq!(
            Picture::read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            Err(PictureError::Damaged)
        );
        assert!(matches!(
            Picture::read(&vec![0; MOST_BYTES + 1]),
            Err(PictureError::Bytes { .. })
        ));
        assert_eq!(Pictures::default().load("x.png"), Err(PictureError::Nowhere));
        assert_eq!(
            Pictures::default().load("data:image/png;base64,@@"),
            Err(PictureError::Damaged)
        );
    }

    #[test]
    fn proportions_are_kept() {
        let picture = Picture {
            bytes: Arc::new([]),
            ending: "png",
            width: 300,
            height: 100,
        };
        assert_eq!(picture.fitted(600, 600), (600, 200));
        assert_eq!(picture.fitted(600, 100), (300, 100));
    }
}
