/** The vocabularies that the engine itself speaks, by their usual prefixes. */
export const HYDRA = 'http://www.w3.org/ns/hydra/core#';
export const OWL = 'http://www.w3.org/2002/07/owl#';
export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
export const RDFS = 'http://www.w3.org/2000/01/rdf-schema#';
export const SCHEMA = 'https://schema.org/';
export const SHACL = 'http://www.w3.org/ns/shacl#';
export const XSD = 'http://www.w3.org/2001/XMLSchema#';
