#ifndef CINSERT_H
#define CINSERT_H

/* The command `c-insert SOURCE TARGET [options]`: how long C takes to write the rows of one SQLite file into
   a fresh one, one row a statement. Prints a JSON object; returns the exit status. */
int c_insert_main(int argc, char **argv);

#endif
