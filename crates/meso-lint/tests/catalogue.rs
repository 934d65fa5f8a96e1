//! Every rule of the catalogue is there. A rule beyond it needs no entry here.

#[test]
fn the_catalogue_is_complete() {
    let catalogue: Vec<&str> = include_str!("catalogue.txt").lines().collect();
    let missing: Vec<_> = catalogue.iter().filter(|name| meso_lint::registry::find(name).is_none()).collect();
    assert!(missing.is_empty(), "in the catalogue, and no rule: {missing:?}");
    assert!(catalogue.is_sorted() && catalogue.len() > 100, "one name a line, in order");
}
