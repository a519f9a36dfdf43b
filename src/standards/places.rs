//! Where the links and images of a standard's text lead: to the file beside it, in the folder that it was brought in from or in the
//! book's own, whatever number that file has by now. No text is changed for it.

use std::collections::{BTreeMap, HashMap};

use super::place::{OF_FOLDERS, Spot, distance, joined};
use super::store_places::{self as store, Laid};
use crate::attachments;
use crate::db::Tx;
use crate::error::Result;
use crate::id::{AttachmentName, StandardId};
use crate::markdown::{self, Destination, Links, Meta};

pub use super::store_places::Origin;

/// What the links of a text lead to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Led {
    /// For the renderer.
    pub links: Links,
    /// The images among them, by their path below the book's folder, where they may lie there.
    pub images: BTreeMap<String, AttachmentName>,
}

/// Where the links and images of this text lead when it is this standard's.
pub async fn led(tx: &mut Tx, id: StandardId, body: &str) -> Result<Led> {
    lead(tx, Some(id), body).await
}

/// Where those of a text lead that is to become a new standard, whose file will lie at the top of the book's folder.
pub async fn led_anew(tx: &mut Tx, body: &str) -> Result<Led> {
    lead(tx, None, body).await
}

async fn lead(tx: &mut Tx, id: Option<StandardId>, body: &str) -> Result<Led> {
    let wanted = markdown::destinations(body);
    if wanted.is_empty() {
        return Ok(Led::default());
    }
    let mut homes = Vec::new();
    let lies = match id {
        Some(id) => store::homes(tx, id).await?,
        None => vec![(String::new(), String::from("new.md"))],
    };
    for (folder, path) in lies {
        let address = match folder.as_str() {
            "" => None,
            folder => store::address(tx, folder).await?,
        };
        homes.push(Home {
            folder,
            path,
            address,
        });
    }
    let ways: Vec<Vec<Way>> = homes
        .iter()
        .map(|home| wanted.iter().map(|one| home.way(one)).collect())
        .collect();
    let known = Known::read(tx, &homes, &ways).await?;
    let mut led = Led::default();
    for (at, destination) in wanted.iter().enumerate() {
        for (home, ways) in homes.iter().zip(&ways) {
            let way = &ways[at];
            if let Some((path, name)) = known.image(home, way) {
                led.links.lead(&destination.written, name.address());
                // Where something else lies at that path in the book's folder, the image lies nowhere there.
                if known.lies(path, name) {
                    led.images.insert(path.to_owned(), name.clone());
                }
                break;
            }
            if let Some(standard) = known.standard(home, way).filter(|_| !destination.is_image) {
                let address = format!("/standards/{standard}");
                led.links.lead(&destination.written, address);
                break;
            }
        }
    }
    Ok(led)
}

/// Where the links of these texts lead when they are this standard's.
pub async fn links(tx: &mut Tx, id: StandardId, texts: &[&str]) -> Result<Links> {
    let mut links = Links::default();
    for text in texts {
        for (written, address) in led(tx, id, text).await?.links.iter() {
            links.lead(written, address.to_owned());
        }
    }
    Ok(links)
}

/// The standard that the text of `id` means by a number: where the number is a file's, the standard that this file became. None where
/// it came with other files and none of them is it.
pub(super) async fn meant(
    tx: &mut Tx,
    id: StandardId,
    from: Option<&str>,
    meta: &Meta,
    number: StandardId,
) -> Result<Option<StandardId>> {
    let Some(file) = meta.records.get(&number) else {
        return Ok(Some(number));
    };
    let folders = match from {
        Some(folder) => vec![folder.to_owned()],
        None => {
            let homes = store::homes(tx, id).await?.into_iter();
            let folders = homes.map(|(folder, _)| folder);
            folders.filter(|folder| !folder.is_empty()).collect()
        }
    };
    let name = Spot::of(file).name;
    for folder in &folders {
        if !file.is_empty() {
            let named = store::of_names(tx, folder, std::slice::from_ref(&name)).await?;
            if let [only] = named.as_slice() {
                return Ok(Some(only.standard));
            }
        }
        if let Some(standard) = store::numbered(tx, folder, number).await? {
            return Ok(Some(standard));
        }
    }
    Ok(folders.is_empty().then_some(number))
}

/// What was brought in from this folder, by path below it.
pub async fn origins(tx: &mut Tx, folder: &str) -> Result<HashMap<String, Origin>> {
    store::origins(tx, folder).await
}

/// The folders that standards were brought in from.
pub async fn sources(tx: &mut Tx) -> Result<Vec<String>> {
    store::sources(tx).await
}

/// Notes where a standard was brought in from.
pub async fn put_origin(tx: &mut Tx, folder: &str, path: &str, origin: &Origin) -> Result<()> {
    store::put_origin(tx, folder, path, origin).await
}

/// Forgets that a standard came from a file, which has another name now.
pub async fn forget_origin(tx: &mut Tx, folder: &str, path: &str) -> Result<()> {
    store::forget_origin(tx, folder, path).await
}

/// Notes the address under which a folder is read on the web, without a slash at its end.
pub async fn put_source_address(tx: &mut Tx, folder: &str, address: &str) -> Result<()> {
    store::put_address(tx, folder, address).await
}

/// A file of a standard.
struct Home {
    folder: String,
    path: String,
    address: Option<String>,
}

/// What a destination may mean, the likeliest first.
#[derive(Default)]
struct Way {
    paths: Vec<String>,
    /// A page's name, and a folder that it would rather be in.
    name: Option<(String, String)>,
}

impl Home {
    fn way(&self, wanted: &Destination) -> Way {
        let path = wanted.path.as_str();
        if path.contains("://") {
            return self.way_on_the_web(path);
        }
        let mut way = Way::default();
        // Wikis mean their root where a file's own folder has no such thing.
        let rooted = format!("/{}", path.trim_start_matches('/'));
        for path in [path, &rooted] {
            let joined = joined(&self.path, path);
            way.paths.extend(joined.filter(|_| !path.is_empty()));
        }
        way.paths.dedup();
        if wanted.is_name {
            way.name = Some((Spot::of(path).name, String::new()));
        }
        way
    }

    /// An address of the wiki itself, or one of a page of BookStack, whose exports say nowhere where they come from.
    fn way_on_the_web(&self, address: &str) -> Way {
        let own = self.address.as_deref().and_then(|own| {
            let rest = address.strip_prefix(own)?;
            rest.is_empty().then_some("home").or(rest.strip_prefix('/'))
        });
        if let Some(path) = own {
            return Way {
                paths: vec![path.trim_matches('/').to_owned()],
                name: Some((Spot::of(path).name, String::new())),
            };
        }
        let parts: Vec<&str> = address.trim_end_matches('/').split('/').collect();
        let name = match parts.as_slice() {
            [.., "books", book, "page" | "chapter", name] => {
                Some((Spot::of(name).name, slug_of(book)))
            }
            _ => None,
        };
        Way {
            paths: Vec::new(),
            name: name.filter(|_| !self.folder.is_empty()),
        }
    }
}

fn slug_of(part: &str) -> String {
    Spot::of(part).name
}

/// All that may be meant, read at once.
struct Known {
    standards: HashMap<(String, String), Vec<Laid>>,
    named: HashMap<(String, String), Vec<Laid>>,
    images: HashMap<(String, String), Vec<attachments::Laid>>,
}

impl Known {
    async fn read(tx: &mut Tx, homes: &[Home], ways: &[Vec<Way>]) -> Result<Self> {
        let mut known = Self {
            standards: HashMap::new(),
            named: HashMap::new(),
            images: HashMap::new(),
        };
        let paths = || ways.iter().flatten().flat_map(|way| &way.paths);
        let mut places: Vec<String> = paths().flat_map(|path| places_of(path)).collect();
        places.sort_unstable();
        places.dedup();
        for laid in store::at_places(tx, &places).await? {
            let key = (laid.folder.clone(), laid.place.clone());
            known.standards.entry(key).or_default().push(laid);
        }
        let mut places: Vec<String> = paths().map(|path| attachments::place_of(path)).collect();
        places.sort_unstable();
        places.dedup();
        for laid in attachments::laid_around(tx, &places).await? {
            let key = (laid.folder.clone(), laid.place.clone());
            known.images.entry(key).or_default().push(laid);
        }
        for (home, ways) in homes.iter().zip(ways) {
            let names = ways.iter().filter_map(|way| way.name.as_ref());
            let mut names: Vec<String> = names.map(|(name, _)| name.clone()).collect();
            names.sort_unstable();
            names.dedup();
            for laid in store::of_names(tx, &home.folder, &names).await? {
                let key = (laid.folder.clone(), laid.name.clone());
                known.named.entry(key).or_default().push(laid);
            }
        }
        Ok(known)
    }

    fn standard(&self, home: &Home, way: &Way) -> Option<StandardId> {
        for path in &way.paths {
            for place in places_of(path) {
                let laid = self.standards.get(&(home.folder.clone(), place));
                let nearest = laid
                    .into_iter()
                    .flatten()
                    .min_by_key(|laid| distance(&laid.path, path));
                if let Some(laid) = nearest {
                    return Some(laid.standard);
                }
            }
        }
        let (name, folder) = way.name.as_ref()?;
        let laid = self.named.get(&(home.folder.clone(), name.clone()))?;
        let within = |laid: &&Laid| {
            let mut parts = laid.place.split('/');
            !folder.is_empty() && !parts.any(|part| part == folder)
        };
        let nearest = laid.iter().min_by_key(within);
        nearest.map(|laid| laid.standard)
    }

    /// The image that is meant, with its path.
    fn image<'k>(&'k self, home: &Home, way: &Way) -> Option<(&'k str, &'k AttachmentName)> {
        way.paths.iter().find_map(|path| {
            let key = (home.folder.clone(), attachments::place_of(path));
            let laid = self.images.get(&key)?.iter();
            let nearest = laid.min_by_key(|laid| distance(&laid.path, path))?;
            Some((nearest.path.as_str(), &nearest.name))
        })
    }

    /// Whether this image is the one that lies at a path in the book's folder.
    fn lies(&self, path: &str, name: &AttachmentName) -> bool {
        let key = (String::new(), attachments::place_of(path));
        let laid = self.images.get(&key);
        laid.into_iter()
            .flatten()
            .any(|laid| laid.path == path && laid.name == *name)
    }
}

/// The places of a path: the file's own, and those of the files that stand for it when it is a folder.
fn places_of(path: &str) -> Vec<String> {
    let mut places = Vec::with_capacity(1 + OF_FOLDERS.len());
    if !path.is_empty() {
        places.push(Spot::of(path).place);
    }
    let folder = match path {
        "" => String::new(),
        path => format!("{path}/"),
    };
    places.extend(OF_FOLDERS.map(|name| Spot::of(&format!("{folder}{name}")).place));
    places
}
