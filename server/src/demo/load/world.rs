//! Offices, subjects, companies and people into the database; rows that are there already stay as they are.

use super::super::companies::DemoCompany;
use super::super::ids;
use super::super::intermediaries::DemoIntermediary;
use super::super::offices::{DemoOffice, DemoRule};
use super::super::people::{DemoGrant, DemoPerson};
use super::super::subjects::DemoArea;
use crate::db::{At, Day, Tx, within};
use crate::house::House;
use crate::identity::enablement::{Recorded, record};
use crate::identity::folded;
use crate::register;
use contatti_model::EnablementId;
use contatti_model::attachments::AttachmentProfile;
use contatti_model::identity::Role;
use contatti_model::offices::SubjectKind;

type Done = Result<(), sqlx::Error>;

pub(super) async fn office(tx: &mut Tx, office: &DemoOffice) -> Done {
    let sql = "INSERT INTO offices (id, code, name, town, address, email, register_area, patron_month, patron_day, is_fallback,
                                    pec, fax, region_email)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING";
    let (month, day) =
        (office.patron.map(|patron| i16::from(patron.month)), office.patron.map(|patron| i16::from(patron.day)));
    within!(tx, conn => sqlx::query(sql).bind(office.id.0).bind(&office.code).bind(&office.name).bind(&office.town)
        .bind(&office.address).bind(&office.email).bind(&office.register_area).bind(month).bind(day)
        .bind(office.is_fallback).bind(&office.pec).bind(&office.fax).bind(&office.region_email)
        .execute(conn).await.map(drop))?;
    register::open_area(tx, &office.register_area).await
}

pub(super) async fn rule(tx: &mut Tx, rule: &DemoRule) -> Done {
    let sql = "INSERT INTO routing_rules (id, scheme, subject_id, province, office_id) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (id) DO NOTHING";
    within!(tx, conn => sqlx::query(sql).bind(rule.id).bind(rule.scheme.as_str()).bind(rule.subject.map(|id| id.0))
        .bind(&rule.province).bind(rule.office.0).execute(conn).await.map(drop))
}

pub(super) async fn profile(tx: &mut Tx, profile: &AttachmentProfile) -> Done {
    let sql = "INSERT INTO attachment_profiles (code, max_files, max_file_bytes, max_total_bytes, kinds)
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (code) DO NOTHING";
    let kinds: Vec<_> = profile.kinds.iter().map(|kind| kind.as_str()).collect();
    let (files, one, all) = (profile.max_files, profile.max_file_bytes, profile.max_total_bytes);
    within!(tx, conn => sqlx::query(sql).bind(&profile.code).bind(i32::try_from(files).unwrap_or(i32::MAX))
        .bind(i64::try_from(one).unwrap_or(i64::MAX)).bind(i64::try_from(all).unwrap_or(i64::MAX)).bind(kinds.join(" "))
        .execute(conn).await.map(drop))
}

pub(super) async fn area(tx: &mut Tx, area: &DemoArea) -> Done {
    let sql = "INSERT INTO subject_areas (id, scheme, kind, title, place) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (id) DO NOTHING";
    let kind = match area.area.kind {
        SubjectKind::Generic => "generic",
        SubjectKind::Specific => "specific",
    };
    let place = i32::try_from(area.place).unwrap_or(i32::MAX);
    within!(tx, conn => sqlx::query(sql).bind(area.id).bind(area.area.scheme.as_str()).bind(kind).bind(&area.area.title)
        .bind(place).execute(conn).await.map(drop))?;
    let sql = "INSERT INTO subjects (id, area_id, title, hint, place, valid_from, valid_to, working_days, rule_source,
                                     fixed_sentence, profile_code)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING";
    for (place, subject) in (0_i32..).zip(&area.area.subjects) {
        within!(tx, conn => sqlx::query(sql).bind(subject.id.0).bind(area.id).bind(&subject.title).bind(&subject.hint)
            .bind(place).bind(Day(subject.valid_from)).bind(subject.valid_to.map(Day))
            .bind(i32::from(subject.working_days)).bind(&subject.rule_source).bind(&subject.fixed_sentence)
            .bind(&subject.profile.code).execute(conn).await.map(drop))?;
    }
    Ok(())
}

pub(super) async fn company(tx: &mut Tx, company: &DemoCompany) -> Done {
    let sql = "INSERT INTO companies (id, name, tax_code, vat_number, address, town, province, folded)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING";
    let vat = company.vat_number.as_deref().unwrap_or_default();
    let searched = folded(&format!("{} {} {vat}", company.name, company.tax_code));
    within!(tx, conn => sqlx::query(sql).bind(company.id.0).bind(&company.name).bind(&company.tax_code)
        .bind(&company.vat_number).bind(&company.address).bind(&company.town).bind(&company.province).bind(&searched)
        .execute(conn).await.map(drop))?;
    let sql = "INSERT INTO positions (id, company_id, number, scheme, province, opened_on, closed_on)
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
    for position in &company.positions {
        within!(tx, conn => sqlx::query(sql).bind(position.id.0).bind(company.id.0).bind(&position.number)
            .bind(position.scheme.as_str()).bind(&position.province).bind(Day(position.opened_on))
            .bind(position.closed_on.map(Day)).execute(conn).await.map(drop))?;
    }
    Ok(())
}

pub(super) async fn intermediary(tx: &mut Tx, firm: &DemoIntermediary) -> Done {
    let searched = folded(&format!("{} {}", firm.name, firm.tax_code));
    let sql =
        "INSERT INTO intermediaries (id, name, tax_code, folded) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING";
    within!(tx, conn => sqlx::query(sql).bind(firm.id.0).bind(&firm.name).bind(&firm.tax_code).bind(searched).execute(conn).await.map(drop))?;
    let sql = "INSERT INTO mandates (id, intermediary_id, company_id, scheme, valid_from, valid_to, revoked_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
    for mandate in &firm.mandates {
        within!(tx, conn => sqlx::query(sql).bind(mandate.id.0).bind(firm.id.0).bind(mandate.company.0)
            .bind(mandate.scheme.map(|scheme| scheme.as_str())).bind(Day(mandate.valid_from))
            .bind(mandate.valid_to.map(Day)).bind(mandate.revoked_at.map(At)).execute(conn).await.map(drop))?;
    }
    Ok(())
}

pub(super) async fn person(house: &House, tx: &mut Tx, person: &DemoPerson, password_hash: &str) -> Done {
    let sql = "INSERT INTO people (id, username, password_hash, name, email, telephone) VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (id) DO NOTHING";
    within!(tx, conn => sqlx::query(sql).bind(person.id.0).bind(&person.username).bind(password_hash).bind(&person.name)
        .bind(&person.email).bind(&person.telephone).execute(conn).await.map(drop))?;
    for company in &person.companies {
        let sql = "INSERT INTO memberships (person_id, company_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        within!(tx, conn => sqlx::query(sql).bind(person.id.0).bind(company.0).execute(conn).await.map(drop))?;
    }
    if let Some(firm) = person.intermediary {
        let sql =
            "INSERT INTO intermediary_members (person_id, intermediary_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        within!(tx, conn => sqlx::query(sql).bind(person.id.0).bind(firm.0).execute(conn).await.map(drop))?;
    }
    for grant in &person.grants {
        let sql = "INSERT INTO grants (person_id, role, office_id, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT DO NOTHING";
        let new = within!(tx, conn => sqlx::query(sql).bind(person.id.0).bind(grant.role.as_str()).bind(grant.office.0)
            .bind(Day(grant.valid_from)).bind(grant.valid_to.map(Day)).execute(conn).await
            .map(|done| done.rows_affected()))?;
        if new > 0 && grant.role == Role::Operator {
            record(house, tx, &recorded(person, grant)).await?;
        }
    }
    Ok(())
}

fn recorded(person: &DemoPerson, grant: &DemoGrant) -> Recorded {
    let id = EnablementId(ids::named("enablement", &format!("{} {}", person.username, grant.office)));
    Recorded { id, office: grant.office, person: person.id, from: grant.valid_from, to: grant.valid_to }
}
