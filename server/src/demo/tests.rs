//! The catalogue holds: every number checks, every name leads somewhere, every file is what it says.

use super::*;
use contatti_model::attachments::FileKind;
use contatti_model::identity::{PositionNumber, Role, TaxCode, VatNumber};
use contatti_model::offices::SubjectKind;
use contatti_model::requests::{Email, Telephone};
use jiff::civil::date;
use std::collections::HashSet;
use std::fmt::Debug;
use std::hash::Hash;

fn world() -> World {
    World::load().unwrap()
}

#[track_caller]
fn all_different<T: Debug + Eq + Hash>(values: impl IntoIterator<Item = T>) -> usize {
    let mut seen = HashSet::new();
    for value in values {
        let again = format!("{value:?}");
        assert!(seen.insert(value), "{again} comes twice");
    }
    seen.len()
}

#[test]
fn loading_twice_gives_the_same_world() {
    assert_eq!(format!("{:?}", world().people), format!("{:?}", world().people));
    assert_eq!(format!("{:?}", world().companies), format!("{:?}", world().companies));
    assert_eq!(format!("{:?}", world().rules), format!("{:?}", world().rules));
}

#[test]
fn there_are_twenty_offices_and_one_fallback_and_most_of_italy_is_routed() {
    let world = world();
    assert_eq!(all_different(world.offices.iter().map(|office| &office.code)), 20);
    all_different(world.offices.iter().map(|office| &office.register_area));
    assert_eq!(world.offices.iter().filter(|office| office.is_fallback).count(), 1);
    all_different(world.rules.iter().map(|rule| rule.id));
    all_different(world.rules.iter().map(|rule| (rule.scheme, rule.subject, &rule.province)));
    let provinces: HashSet<_> = world.rules.iter().filter_map(|rule| rule.province.as_ref()).collect();
    assert_eq!(provinces.len(), 105, "107 less Aosta and Isernia");
    let generic = world.areas[0].area.subjects[0].id;
    let desk = |province| world.competent(Scheme::Employers, generic, province).unwrap();
    assert!(desk("AO").is_fallback && desk("IS").is_fallback);
    assert_eq!((desk("NA").code.as_str(), desk("CT").code.as_str()), ("5100", "5500"));
}

#[test]
fn the_most_specific_rule_wins() {
    let world = world();
    let code = |scheme, key: &str, province| {
        let office = world.competent(scheme, subjects::subject_id(key), province);
        office.unwrap().code.clone()
    };
    assert_eq!(code(Scheme::SelfEmployed, "ac-fissi", "NA"), "5110");
    assert_eq!(code(Scheme::SelfEmployed, "ac-fissi", "SA"), "5100");
    assert_eq!(code(Scheme::Employers, "estero-a1", "PA"), "7000");
    assert_eq!(code(Scheme::Employers, "estero-a1", "AO"), "7000");
    assert_eq!(code(Scheme::Employers, "estero-a1", "MI"), "4900");
}

#[test]
fn every_identifier_is_valid_and_nobody_elses() {
    let world = world();
    assert_eq!(all_different(world.companies.iter().map(|company| &company.tax_code)), 60);
    for company in &world.companies {
        assert!(company.tax_code.parse::<TaxCode>().is_ok(), "{}", company.name);
        let vat = company.vat_number.as_deref().unwrap();
        assert!(vat.parse::<VatNumber>().is_ok() && vat[7..10] == *"777", "{vat}");
    }
    let positions = || world.companies.iter().flat_map(|company| &company.positions);
    all_different(positions().map(|position| (position.scheme, &position.number)));
    for position in positions() {
        let number: PositionNumber = position.number.parse().unwrap();
        assert!(number.check_digits_agree());
    }
    assert!(world.intermediaries.iter().all(|firm| firm.tax_code.parse::<TaxCode>().is_ok()));
    assert!(Scheme::ALL.iter().all(|scheme| positions().any(|one| one.scheme == *scheme)));
}

#[test]
fn people_have_a_name_of_their_own_and_an_address_that_reaches_nobody() {
    let world = world();
    all_different(world.people.iter().map(|person| &person.username));
    all_different(world.people.iter().map(|person| person.id));
    for person in &world.people {
        assert!(person.username.chars().all(|letter| letter.is_ascii_lowercase() || letter == '.'));
        assert!(Email::parse(&person.email).is_ok() && person.email.ends_with(".example"));
        assert!(Telephone::parse(&person.telephone).is_ok());
    }
    for office in &world.offices {
        let staff = |role| {
            let holds = |grant: &DemoGrant| grant.office == office.id && grant.role == role;
            world.people.iter().filter(|person| person.grants.iter().any(holds)).count()
        };
        assert!(staff(Role::Director) == 1 && (2..=3).contains(&staff(Role::Operator)));
    }
}

#[test]
fn mandates_lead_to_companies_and_one_is_expired_and_one_revoked() {
    let world = world();
    assert_eq!(world.intermediaries.len(), 8);
    let mandates: Vec<_> = world.intermediaries.iter().flat_map(|firm| &firm.mandates).collect();
    all_different(mandates.iter().map(|mandate| mandate.id));
    for mandate in &mandates {
        let company = world.companies.iter().find(|one| one.id == mandate.company);
        let company = company.expect("a mandate names a company");
        let any = |scheme| company.positions.iter().any(|one| one.scheme == scheme);
        assert!(mandate.scheme.is_none_or(any), "{}", company.name);
    }
    assert!(world.intermediaries.iter().all(|firm| (5..=15).contains(&firm.mandates.len())));
    let expired = mandates.iter().find(|one| one.valid_to.is_some()).unwrap();
    assert!(expired.holds(Scheme::Employers, date(2025, 12, 31)));
    assert!(!expired.holds(Scheme::Employers, date(2026, 1, 1)));
    let revoked = mandates.iter().find(|one| one.revoked_at.is_some()).unwrap();
    assert!(revoked.holds(Scheme::Employers, date(2025, 9, 14)));
    assert!(!revoked.holds(Scheme::Employers, date(2025, 9, 15)));
    let limited = mandates.iter().find(|one| one.scheme == Some(Scheme::SelfEmployed)).unwrap();
    assert!(!limited.holds(Scheme::Employers, date(2026, 1, 1)));
}

#[test]
fn the_tree_has_a_generic_area_a_scheme_and_subjects_past_and_to_come() {
    let world = world();
    all_different(world.areas.iter().map(|area| area.id));
    all_different(world.subjects().map(|subject| subject.id));
    for scheme in Scheme::ALL {
        let generic = world.areas.iter().filter(|area| area.area.scheme == scheme);
        let generic = generic.filter(|area| area.area.kind == SubjectKind::Generic);
        assert_eq!(generic.count(), 1);
    }
    assert!(world.areas.iter().all(|area| (2..=5).contains(&area.area.subjects.len())));
    let today = date(2026, 11, 22);
    let old = world.subjects().find(|subject| subject.valid_to.is_some()).unwrap();
    assert!(old.is_valid_on(date(2015, 10, 5)) && !old.is_valid_on(date(2015, 10, 6)));
    assert_eq!(world.subjects().filter(|subject| subject.valid_from > today).count(), 1);
    assert_eq!(world.subjects().filter(|subject| !subject.fixed_sentence.is_empty()).count(), 1);
    assert!(world.subjects().all(|subject| !subject.hint.is_empty() && subject.working_days > 0));
    let codes: Vec<_> = world.profiles.iter().map(|profile| profile.code.as_str()).collect();
    assert_eq!(codes, ["3x3", "5x1", "3in3", "10x10"]);
}

#[test]
fn the_showcase_has_every_role_and_two_operators_of_the_first_companys_office() {
    let world = world();
    let roles: Vec<_> = world.accounts().iter().map(|account| account.role).collect();
    assert!(Role::ALL.iter().all(|role| roles.contains(role)));
    let office = |username: &str| {
        let person = world.people.iter().find(|one| one.username == username);
        person.unwrap().grants[0].office
    };
    assert_eq!(office("luca.ferrara"), office("sara.montella"));
    assert_ne!(office("luca.ferrara"), office("marco.colnaghi"));
    let anna = world.people.iter().find(|one| one.username == "anna.rossi").unwrap();
    assert_eq!(anna.companies, [world.companies[0].id]);
}

#[test]
fn files_are_what_their_name_says() {
    for kind in FileKind::ALL {
        for index in 0..20 {
            let bytes = file(kind, index);
            assert_eq!(bytes, file(kind, index), "the same twice");
            let told = infer::get(&bytes).map(|told| told.mime_type());
            match kind {
                // A signed envelope is a DER sequence that names SignedData.
                FileKind::P7m => assert!(bytes[4..].starts_with(b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02")),
                FileKind::Text => assert!(told.is_none() && String::from_utf8(bytes).is_ok()),
                FileKind::Xml => assert_eq!(told, Some("text/xml")),
                other => assert_eq!(told, Some(other.media_type())),
            }
        }
    }
}

#[test]
fn some_pdf_is_heavy_and_indices_differ() {
    let heavy: Vec<_> = (0..20).filter(|index| files::is_heavy(FileKind::Pdf, *index)).collect();
    assert_eq!(heavy, [5]);
    let weight = file(FileKind::Pdf, 5).len() as u64;
    assert!((1_048_576..files::HEAVY_BYTES).contains(&weight), "{weight}");
    for kind in FileKind::ALL.into_iter().filter(|kind| *kind != FileKind::P7m) {
        all_different((0..12).map(|index| file(kind, index)));
    }
}
