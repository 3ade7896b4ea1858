//! Every route × role × method: who may, who is refused, who is sent to the door.

use tumen::domain::role::Role;
use tumen::office::rights::{Right, may};
use tumen::web::{Access, table};

use crate::browser::Office;
use crate::shipment::register;

/// The path of a route with something in it.
fn path(pattern: &str) -> String {
    pattern
        .replace("{reference}", "HC-1")
        .replace("{number}", "2")
        .replace("{code}", "CNHCG")
        .replace("{lane}", "CNHCG:RUYEK")
        .replace("{name}", "staff")
        .replace("{id}", "1")
}

#[test]
fn each_role_gets_what_its_rights_give_and_no_more() {
    let office = Office::staffed();
    register(&mut office.signed_in(Role::Staff), "HC-1");
    let mut tried = 0;
    for role in Role::ALL {
        for route in table() {
            let mut visitor = office.signed_in(*role);
            let page = visitor.once(route.method.as_str(), &path(route.path), &[]);
            let allowed = match route.access {
                Access::Public | Access::SignedIn => true,
                Access::Right(right) => may(*role, right),
            };
            assert_eq!(page.status == 403, !allowed, "{role} {route:?}: {}", page.status);
            if !allowed {
                page.says("Your role may not do this");
            }
            assert_ne!(page.status, 500, "{role} {route:?}");
            assert_ne!(page.status, 405, "{role} {route:?}");
            tried += 1;
        }
    }
    assert!(tried >= 3 * 30);
}

#[test]
fn whoever_is_not_signed_in_is_sent_to_the_door() {
    let office = Office::staffed();
    for route in table().iter().filter(|route| route.access != Access::Public) {
        let page = office.visitor().once(route.method.as_str(), &path(route.path), &[]);
        assert_eq!(page.status, 303, "{route:?}");
        assert!(page.header("location").unwrap().starts_with("/login"), "{route:?}");
    }
}

#[test]
fn only_the_door_and_the_pulse_are_public() {
    let public: Vec<&str> = table().iter().filter(|route| route.access == Access::Public).map(|route| route.path).collect();
    let known = ["/static/{name}", "/healthz", "/readyz", "/setup", "/setup", "/login", "/login", "/language"];
    assert_eq!(public, known);
}

#[test]
fn what_a_role_may_not_do_it_does_not_see() {
    let office = Office::staffed();
    let doors = [
        ("href=\"/exports\"", Right::Export),
        ("href=\"/imports\"", Right::Import),
        ("href=\"/admin\"", Right::SetTargets),
        ("href=\"/admin/lanes\"", Right::SetTargets),
        ("href=\"/admin/places\"", Right::ManagePlaces),
        ("href=\"/admin/reasons\"", Right::ManageReasons),
        ("href=\"/admin/users\"", Right::ManageUsers),
    ];
    for role in Role::ALL {
        let mut visitor = office.signed_in(*role);
        let pages = visitor.get("/shipments").text + &visitor.get("/admin").text;
        for (door, right) in doors {
            assert_eq!(pages.contains(door), may(*role, right), "{role} {door}");
        }
    }
}

#[test]
fn a_method_without_an_entry_does_not_exist() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Administrator);
    let routes = table();
    for route in &routes {
        let other = if route.method.as_str() == "GET" { "POST" } else { "GET" };
        if !routes.iter().any(|known| known.path == route.path && known.method.as_str() == other) {
            assert_eq!(visitor.once(other, &path(route.path), &[]).status, 405, "{other} {}", route.path);
        }
    }
    assert_eq!(visitor.once("GET", "/shipments/HC-1/nothing", &[]).status, 404);
}
