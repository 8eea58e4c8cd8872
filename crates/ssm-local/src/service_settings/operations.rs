//! `GetServiceSetting`, `UpdateServiceSetting` and `ResetServiceSetting`.

use time::OffsetDateTime;

use super::collection::Changed;
use super::setting::Setting;
use crate::model::operation::{
    GetServiceSettingRequest, GetServiceSettingResponse, ResetServiceSettingRequest,
    ResetServiceSettingResponse, UpdateServiceSettingRequest, UpdateServiceSettingResponse,
};
use crate::model::types::{ServiceSetting, ServiceSettingNotFound};
use crate::protocol::{Call, Error};

/// Answers what a setting is.
pub(super) fn get_service_setting(
    call: &mut Call<'_>,
    request: GetServiceSettingRequest,
) -> Result<GetServiceSettingResponse, Error> {
    let setting = find(&request.setting_id)?;
    Ok(GetServiceSettingResponse { service_setting: Some(answer(call, setting)) })
}

/// Changes a setting.
pub(super) fn update_service_setting(
    call: &mut Call<'_>,
    request: UpdateServiceSettingRequest,
) -> Result<UpdateServiceSettingResponse, Error> {
    let setting = find(&request.setting_id)?;
    setting.check(&request.setting_value)?;
    change(call, setting, Some(request.setting_value));
    Ok(UpdateServiceSettingResponse {})
}

/// Makes a setting what it is by default.
pub(super) fn reset_service_setting(
    call: &mut Call<'_>,
    request: ResetServiceSettingRequest,
) -> Result<ResetServiceSettingResponse, Error> {
    let setting = find(&request.setting_id)?;
    change(call, setting, None);
    Ok(ResetServiceSettingResponse { service_setting: Some(answer(call, setting)) })
}

fn find(name: &str) -> Result<&'static Setting, Error> {
    Setting::named(name).ok_or_else(|| {
        let message = format!("there is no service setting {name:?}");
        ServiceSettingNotFound::with_message(message).into()
    })
}

fn change(call: &mut Call<'_>, setting: &Setting, value: Option<String>) {
    let changed = Changed { value, time: call.now };
    call.store.service_settings.by_id.insert(setting.id.to_owned(), changed);
}

fn answer(call: &Call<'_>, setting: &Setting) -> ServiceSetting {
    let changed = call.store.service_settings.by_id.get(setting.id);
    let chosen = changed.and_then(|changed| changed.value.as_ref());
    let (user, status) = match chosen {
        Some(_) => (call.identity.user_arn(), "Customized"),
        None => ("System".to_owned(), "Default"),
    };
    ServiceSetting {
        setting_id: Some(setting.id.to_owned()),
        setting_value: chosen.cloned().or_else(|| setting.default.map(str::to_owned)),
        // What was never changed is as old as can be.
        last_modified_date: Some(changed.map_or(OffsetDateTime::UNIX_EPOCH, |changed| changed.time)),
        last_modified_user: Some(user),
        arn: Some(call.identity.arn(&format!("servicesetting{}", setting.id))),
        status: Some(status.to_owned()),
    }
}
