/** A promise is kept or broken without anyone's help: every look settles what has become clear. */
