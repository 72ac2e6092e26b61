/// The messages of Protos, and their enums: what is said over the wire, apart from what it means here.
package enum Wire {}
