//! Every route with its method, the right it needs, and who answers it. Authentication knows no other, and a test
//! walks this table: a route without an entry does not exist.

use actix_web::guard;
use actix_web::http::Method;
use actix_web::{Handler, Responder, web};

use super::access::Access;
use super::assets;
use super::pages::{
    account, amend, board, clearance, correct, directory, errors, exports, health, imports, lanes, language, login, office, parcels,
    places, reasons, record, register, setup, shipment, shipments, users,
};
use crate::office::rights::Right;

/// A route.
pub struct Route {
    /// GET (which answers HEAD too) or POST.
    pub method: Method,
    /// Its pattern.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    make: Box<dyn Fn() -> actix_web::Route + Send + Sync>,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

impl Route {
    fn new<F, Args>(method: Method, path: &'static str, access: Access, handler: F) -> Self
    where
        F: Handler<Args> + Send + Sync,
        Args: actix_web::FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let reads = method == Method::GET;
        let make = move || {
            let route = actix_web::Route::new().to(handler.clone());
            if reads { route.guard(guard::Any(guard::Get()).or(guard::Head())) } else { route.guard(guard::Post()) }
        };
        Self { method, path, access, make: Box::new(make) }
    }
}

fn get<F, Args>(path: &'static str, access: Access, handler: F) -> Route
where
    F: Handler<Args> + Send + Sync,
    Args: actix_web::FromRequest + 'static,
    F::Output: Responder + 'static,
{
    Route::new(Method::GET, path, access, handler)
}

fn post<F, Args>(path: &'static str, access: Access, handler: F) -> Route
where
    F: Handler<Args> + Send + Sync,
    Args: actix_web::FromRequest + 'static,
    F::Output: Responder + 'static,
{
    Route::new(Method::POST, path, access, handler)
}

/// All routes. Where two patterns take one path, the first does.
#[rustfmt::skip]
pub fn table() -> Vec<Route> {
    use Access::{Public, SignedIn};
    use Right::{Export, Import, ManageDirectory, ManagePlaces, ManageReasons, ManageUsers, SetTargets};
    vec![
        get("/static/{name}", Public, assets::get),
        get("/healthz", Public, health::alive),
        get("/readyz", Public, health::ready),
        get("/setup", Public, setup::show),
        post("/setup", Public, setup::create),
        get("/login", Public, login::show),
        post("/login", Public, login::create),
        post("/logout", SignedIn, login::end),
        post("/language", Public, language::choose),
        get("/account", SignedIn, account::show),
        post("/account", SignedIn, account::change),
        post("/account/password", SignedIn, account::change_password),
        post("/account/sessions/end", SignedIn, account::end_session),
        get("/", Access::Right(Right::Look), board::show),
        get("/reports/clearance", Access::Right(Right::Report), clearance::show),
        get("/reports/clearance/shipments", Access::Right(Right::Report), clearance::drill_down),
        get(clearance::FILE, Access::Right(Export), clearance::file),
        get("/shipments", Access::Right(Right::Look), shipments::show),
        post("/shipments", Access::Right(Right::Look), shipments::keep),
        get("/shipments/new", Access::Right(Right::Register), register::show),
        post("/shipments/new", Access::Right(Right::Register), register::create),
        get("/shipments/{reference}", Access::Right(Right::Look), shipment::show),
        get("/shipments/{reference}/record", Access::Right(Right::Record), record::show),
        post("/shipments/{reference}/events", Access::Right(Right::Record), record::create),
        get("/shipments/{reference}/events/{number}/correct", Access::Right(Right::Correct), correct::show),
        post("/shipments/{reference}/events/{number}/correct", Access::Right(Right::Correct), correct::create),
        get("/shipments/{reference}/details", Access::Right(Right::Correct), amend::show),
        post("/shipments/{reference}/details", Access::Right(Right::Correct), amend::create),
        get("/shipments/{reference}/parcels", Access::Right(Right::Record), parcels::show),
        post("/shipments/{reference}/parcels", Access::Right(Right::Record), parcels::create),
        get("/admin/places", Access::Right(ManagePlaces), places::list),
        get("/admin/places/new", Access::Right(ManagePlaces), places::new),
        post("/admin/places/new", Access::Right(ManagePlaces), places::add),
        get("/admin/places/{code}/change", Access::Right(ManagePlaces), places::show),
        post("/admin/places/{code}/change", Access::Right(ManagePlaces), places::change),
        post("/admin/places/{code}/retired", Access::Right(ManagePlaces), places::retire),
        get("/exports", Access::Right(Export), exports::show),
        get(exports::FILE, Access::Right(Export), exports::file),
        get("/imports", Access::Right(Import), imports::show),
        post("/imports", Access::Right(Import), imports::take),
        get("/imports/{id}", Access::Right(Import), imports::follow),
        post("/imports/{id}", Access::Right(Import), imports::confirm),
        post("/imports/{id}/discard", Access::Right(Import), imports::discard),
        get("/admin", Access::Right(SetTargets), office::show),
        get("/admin/lanes", Access::Right(SetTargets), lanes::list),
        get("/admin/lanes/new", Access::Right(SetTargets), lanes::new),
        post("/admin/lanes/new", Access::Right(SetTargets), lanes::add),
        get("/admin/lanes/{lane}", Access::Right(SetTargets), lanes::show),
        post("/admin/lanes/{lane}", Access::Right(SetTargets), lanes::change),
        get("/admin/reasons", Access::Right(ManageReasons), reasons::list),
        get("/admin/reasons/new", Access::Right(ManageReasons), reasons::new),
        post("/admin/reasons/new", Access::Right(ManageReasons), reasons::add),
        get("/admin/reasons/{code}/change", Access::Right(ManageReasons), reasons::show),
        post("/admin/reasons/{code}/change", Access::Right(ManageReasons), reasons::change),
        post("/admin/reasons/{code}/retired", Access::Right(ManageReasons), reasons::retire),
        get("/admin/directory", Access::Right(ManageDirectory), directory::list),
        get("/admin/directory/new", Access::Right(ManageDirectory), directory::new),
        post("/admin/directory/new", Access::Right(ManageDirectory), directory::add),
        get("/admin/directory/name", Access::Right(ManageDirectory), directory::show),
        post("/admin/directory/name", Access::Right(ManageDirectory), directory::change),
        get("/admin/users", Access::Right(ManageUsers), users::list),
        get("/admin/users/new", Access::Right(ManageUsers), users::new),
        post("/admin/users/new", Access::Right(ManageUsers), users::add),
        get("/admin/users/{id}", Access::Right(ManageUsers), users::show),
        post("/admin/users/{id}", Access::Right(ManageUsers), users::change),
        post("/admin/users/{id}/disabled", Access::Right(ManageUsers), users::disable),
        post("/admin/users/{id}/password", Access::Right(ManageUsers), users::set_password),
        post("/admin/users/{id}/sessions/end", Access::Right(ManageUsers), users::end_session),
    ]
}

/// Gives the application its routes.
pub fn configure(app: &mut web::ServiceConfig) {
    let mut routes: Vec<Route> = table();
    while let Some(path) = routes.first().map(|route| route.path) {
        let (here, rest): (Vec<Route>, Vec<Route>) = routes.into_iter().partition(|route| route.path == path);
        let resource = here.iter().fold(web::resource(path), |resource, route| resource.route((route.make)()));
        app.service(resource.default_service(web::to(errors::method)));
        routes = rest;
    }
    app.default_service(web::to(errors::not_found));
}
