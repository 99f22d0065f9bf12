//! The kinds of file an office accepts, told by content and by name together.

use serde::{Deserialize, Serialize};

/// A kind of file. Profiles list the kinds they take (DOMAIN 3.5: type by content, not by name alone).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FileKind {
    Pdf,
    Jpeg,
    Png,
    Tiff,
    Xml,
    /// A signed envelope (CAdES).
    P7m,
    Zip,
    Text,
    /// An e-mail as it was received; never sent by people, only kept by the intake.
    Eml,
}

impl FileKind {
    /// The kinds people may send.
    pub const ALL: [Self; 8] =
        [Self::Pdf, Self::Jpeg, Self::Png, Self::Tiff, Self::Xml, Self::P7m, Self::Zip, Self::Text];

    /// The kind a name's ending claims.
    pub fn by_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Some(match ending.to_ascii_lowercase().as_str() {
            "pdf" => Self::Pdf,
            "jpg" | "jpeg" => Self::Jpeg,
            "png" => Self::Png,
            "tif" | "tiff" => Self::Tiff,
            "xml" => Self::Xml,
            "p7m" => Self::P7m,
            "zip" => Self::Zip,
            "txt" => Self::Text,
            _ => return None,
        })
    }

    /// What a browser is told when it downloads the file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Tiff => "image/tiff",
            Self::Xml => "application/xml",
            Self::P7m => "application/pkcs7-mime",
            Self::Zip => "application/zip",
            Self::Text => "text/plain; charset=utf-8",
            Self::Eml => "message/rfc822",
        }
    }

    /// Kinds every browser shows by itself and that hold no page of their own: the only ones ever shown in place.
    pub fn is_shown_by_browsers(self) -> bool {
        matches!(self, Self::Pdf | Self::Jpeg | Self::Png)
    }

    /// Endings a file chooser offers for this kind.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &[".pdf"],
            Self::Jpeg => &[".jpg", ".jpeg"],
            Self::Png => &[".png"],
            Self::Tiff => &[".tif", ".tiff"],
            Self::Xml => &[".xml"],
            Self::P7m => &[".p7m"],
            Self::Zip => &[".zip"],
            Self::Text => &[".txt"],
            Self::Eml => &[".eml"],
        }
    }

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Tiff => "tiff",
            Self::Xml => "xml",
            Self::P7m => "p7m",
            Self::Zip => "zip",
            Self::Text => "text",
            Self::Eml => "eml",
        }
    }

    /// The kind a stored word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Eml]).find(|kind| kind.as_str() == word)
    }
}
