//! All routes, each with its deed.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, on};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use crate::app::App;
use crate::members::Deed;

use super::sign_in::Pages;
use super::{api, assets, guard, health, pages};

/// The state of every handler.
pub(super) type Shared = Arc<App>;

/// What a route asks of whoever comes by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The method.
    pub method: Method,
    /// The address, with `{names}` for what varies.
    pub path: String,
    /// What it is about.
    pub deed: Deed,
}

/// Routes that are being gathered.
#[derive(Default)]
pub(super) struct Routes {
    router: Router<Shared>,
    api: OpenApiRouter<Shared>,
    policies: Vec<Policy>,
}

impl Routes {
    /// A page or a file: GET (and HEAD).
    pub(super) fn get<H, T>(self, deed: Deed, path: &str, handler: H) -> Self
    where
        H: Handler<T, Shared>,
        T: 'static,
    {
        self.on(Method::GET, MethodFilter::GET, deed, path, handler)
    }

    /// A form.
    pub(super) fn post<H, T>(self, deed: Deed, path: &str, handler: H) -> Self
    where
        H: Handler<T, Shared>,
        T: 'static,
    {
        self.on(Method::POST, MethodFilter::POST, deed, path, handler)
    }

    /// A route of the API, described by its `#[utoipa::path]`: `api.add(Deed::Log, routes!(create))`. Its path there
    /// stands below `/api/v1`.
    pub(super) fn add(mut self, deed: Deed, route: UtoipaMethodRouter<Shared>) -> Self {
        for (path, item) in &route.1.paths {
            let methods = [
                (Method::GET, item.get.is_some()),
                (Method::POST, item.post.is_some()),
                (Method::PUT, item.put.is_some()),
                (Method::PATCH, item.patch.is_some()),
                (Method::DELETE, item.delete.is_some()),
            ];
            for (method, declared) in methods {
                if declared {
                    self.policies.push(Policy {
                        method,
                        path: format!("/api/v1{path}"),
                        deed,
                    });
                }
            }
        }
        self.api = self.api.routes(route);
        self
    }

    /// The routes that another feature gathers.
    pub(super) fn with(self, feature: impl FnOnce(Self) -> Self) -> Self {
        feature(self)
    }

    fn on<H, T>(
        mut self,
        method: Method,
        filter: MethodFilter,
        deed: Deed,
        path: &str,
        handler: H,
    ) -> Self
    where
        H: Handler<T, Shared>,
        T: 'static,
    {
        self.policies.push(Policy {
            method,
            path: path.to_owned(),
            deed,
        });
        self.router = self.router.route(path, on(filter, handler));
        self
    }
}

/// The deeds of the routes, by method and address.
pub(super) type Table = HashMap<(Method, String), Deed>;

/// Every route with what it asks, for the test that tries them all.
pub fn policies() -> Vec<Policy> {
    gather().policies
}

/// The whole HTTP interface of an instance.
pub fn router(app: Shared) -> Router {
    let gathered = gather();
    let pages = Pages::among(&gathered.policies);
    let table: Table = gathered
        .policies
        .into_iter()
        .map(|policy| ((policy.method, policy.path), policy.deed))
        .collect();
    let (api, description) = OpenApiRouter::<Shared>::with_openapi(api::description())
        .nest("/api/v1", gathered.api)
        .split_for_parts();
    let description: Arc<OpenApi> = Arc::new(description);
    let router = gathered
        .router
        .merge(api)
        .route(
            "/api/openapi.json",
            on(MethodFilter::GET, move || {
                api::describe(Arc::clone(&description))
            }),
        )
        .with_state(Arc::clone(&app));
    guard::around(router, app, table, pages)
}

fn gather() -> Routes {
    let mut routes = Routes::default()
        .with(pages::routes)
        .with(api::routes)
        .with(assets::routes)
        .with(health::routes);
    routes.policies.push(Policy {
        method: Method::GET,
        path: "/api/openapi.json".to_owned(),
        deed: Deed::Open,
    });
    routes
}
