//! People and teams: who is who, how one gets in, and the one place that says who may do what.
//!
//! It never decides about problems or standards; it only gives the proof that somebody may.

mod invite;
mod invite_store;
mod join;
mod member;
mod password;
mod permission;
mod phone;
mod phone_store;
mod renew;
mod renew_store;
mod screen;
mod screen_store;
mod sessions;
mod sessions_store;
mod set_up;
mod sign_in;
mod store;
mod team;
mod teams;
mod teams_store;
mod token;
mod token_store;
mod tries_store;
mod visitor;

pub use invite::{
    Invitation, Invited, OpenInvitation, invitation, invite, open_invitations, withdraw_invitation,
};
pub use join::{Joining, add, change_profile, change_role, join, leave};
pub use member::{BadRole, Email, Member, Name, Role};
pub use password::{Password, Passwords};
pub use permission::{Administrator, Deed, Scope, TakesPart};
pub use phone::{
    LastCode, PhoneCode, last_phone_code, make_phone_code, phone_code, use_phone_code,
};
pub use renew::{renew_password, renewing, set_password};
pub use screen::{
    Screen, make_screen, note_screen, revoke_screen, screen_by_key, screen_stands, screens,
};
pub use sessions::{OpenSession, end_session, open_sessions};
pub use set_up::{SetUp, is_set_up, new_set_up_code, set_up};
pub use sign_in::{
    Session, change_password, end_other_sessions, open_session, password_of, sign_out,
};
pub use store::{
    all, all_ask, by_email, by_id, deciders, digest, memberships, names, names_ask, names_in,
    of_team, of_team_ask, teams_of,
};
pub use team::{Team, TeamKey};
pub use teams::{
    TeamChange, add_team, change_team, committing, home_team, team, team_by_key, teams,
};
pub use teams_store::{all_ask as teams_ask, by_id_ask as team_ask};
pub use token::{Token, create_token, revoke_token, tokens};
pub use tries_store::{may_guess, may_try, note_failure, note_guess};
pub use visitor::{
    Entrance, VISITOR_TABLES, Visitor, by_session, by_token, in_person, is_still_there,
};
