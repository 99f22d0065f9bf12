//! The seal of a segnatura: an enveloped XML signature of the form XAdES baseline B (ETSI EN 319 132-1).

use super::canonical::Xml;
use crate::register::seal::{Seal, Unsealed};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use contatti_model::Instant;
use sha2::{Digest, Sha256};

const PROT: &str = "http://www.agid.gov.it/protocollo/";
const DS: &str = "http://www.w3.org/2000/09/xmldsig#";
const XADES: &str = "http://uri.etsi.org/01903/v1.3.2#";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
const ECDSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
const PROPERTIES_TYPE: &str = "http://uri.etsi.org/01903#SignedProperties";

/// The whole document around its content, sealed at `at`.
pub(super) fn sealed(content: &str, seal: &Seal, at: Instant) -> Result<String, Unsealed> {
    let signature = signature(&document(content, ""), seal, at)?;
    Ok(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", document(content, &signature)))
}

fn document(content: &str, signature: &str) -> String {
    let mut xml = Xml::default();
    let attributes = [("xmlns:prot", PROT), ("prot:lang", "it"), ("prot:versione", "3.0.0")];
    xml.within("prot:SegnaturaInformatica", &attributes, |xml| {
        xml.raw(content);
        xml.raw(signature);
    });
    xml.finish()
}

/// Every part that is hashed declares exactly the namespaces that exclusive canonicalisation would give it.
fn signature(unsigned: &str, seal: &Seal, at: Instant) -> Result<String, Unsealed> {
    let properties = properties(seal, at);
    let info = signed_info(unsigned, &properties);
    let value = seal.sign_for_xml(info.as_bytes())?;
    let mut xml = Xml::default();
    xml.within("ds:Signature", &[("xmlns:ds", DS), ("Id", "sigillo")], |xml| {
        xml.raw(&info);
        xml.text("ds:SignatureValue", &[], &value);
        xml.within("ds:KeyInfo", &[], |xml| {
            xml.within("ds:X509Data", &[], |xml| {
                xml.text("ds:X509Certificate", &[], &BASE64.encode(seal.certificate()));
            });
        });
        xml.within("ds:Object", &[], |xml| {
            let target = [("xmlns:xades", XADES), ("Target", "#sigillo")];
            xml.within("xades:QualifyingProperties", &target, |xml| xml.raw(&properties));
        });
    });
    Ok(xml.finish())
}

fn signed_info(unsigned: &str, properties: &str) -> String {
    let mut xml = Xml::default();
    xml.within("ds:SignedInfo", &[("xmlns:ds", DS)], |xml| {
        xml.text("ds:CanonicalizationMethod", &[("Algorithm", EXCLUSIVE)], "");
        xml.text("ds:SignatureMethod", &[("Algorithm", ECDSA_SHA256)], "");
        reference(xml, &[("Id", "segnatura"), ("URI", "")], &[ENVELOPED, EXCLUSIVE], unsigned);
        reference(xml, &[("Type", PROPERTIES_TYPE), ("URI", "#proprieta")], &[EXCLUSIVE], properties);
    });
    xml.finish()
}

fn reference(xml: &mut Xml, attributes: &[(&str, &str)], transforms: &[&str], referred: &str) {
    xml.within("ds:Reference", attributes, |xml| {
        xml.within("ds:Transforms", &[], |xml| {
            transforms.iter().for_each(|transform| xml.text("ds:Transform", &[("Algorithm", transform)], ""));
        });
        xml.text("ds:DigestMethod", &[("Algorithm", SHA256)], "");
        xml.text("ds:DigestValue", &[], &digest(referred.as_bytes()));
    });
}

fn properties(seal: &Seal, at: Instant) -> String {
    let mut xml = Xml::default();
    xml.within("xades:SignedProperties", &[("xmlns:xades", XADES), ("Id", "proprieta")], |xml| {
        xml.within("xades:SignedSignatureProperties", &[], |xml| {
            xml.text("xades:SigningTime", &[], &at.to_rfc3339());
            xml.within("xades:SigningCertificateV2", &[], |xml| {
                xml.within("xades:Cert", &[], |xml| {
                    xml.within("xades:CertDigest", &[], |xml| {
                        xml.text("ds:DigestMethod", &[("xmlns:ds", DS), ("Algorithm", SHA256)], "");
                        xml.text("ds:DigestValue", &[("xmlns:ds", DS)], &digest(seal.certificate()));
                    });
                });
            });
        });
        xml.within("xades:SignedDataObjectProperties", &[], |xml| {
            xml.within("xades:DataObjectFormat", &[("ObjectReference", "#segnatura")], |xml| {
                xml.text("xades:MimeType", &[], "application/xml");
            });
        });
    });
    xml.finish()
}

fn digest(bytes: &[u8]) -> String {
    BASE64.encode(Sha256::digest(bytes))
}
