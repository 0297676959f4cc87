// Package storetest is the suite that every store of the graph passes: [Run].
//
// # Scripts
//
// What a store has to answer stands in the scripts of folder testdata, which
// any store can run. A script is read line by line; empty lines and lines that
// begin with # say nothing. Words with spaces stand in double quotes.
//
//	article ID [published= title= source= url=]
//	event LABEL TYPE MODALITY DATE|- [medium= place= country= lat= lon= cameo= confidence=] [QUOTE...]
//	participant|speaker|addressee|host|mediator ID NAME [canonical= title= represents=]
//	about LABEL...
//
// tell what an article claims: events belong to the article before them,
// participants and about to the event. Labels stand for event IDs, in parameters
// and in what is printed. Commands:
//
//	load [new= changed= unchanged= failed= claims= nodes= edges=]   the articles since the last load, and what it must report
//	withdraw ID...
//	rebuild
//	check                                  prints the faults
//	query NAME [PARAM=VALUE...] [: COLUMN...]
//	table NAME [: COLUMN...]               prints a table of the graph
//
// What a command prints must follow it, a line each, with "|" between the cells,
// "; " inside lists and "-" for nothing:
//
//	> cell | cell
//
// An error must be expected with words that it says:
//
//	! words
package storetest
