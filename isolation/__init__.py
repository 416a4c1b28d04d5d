"""Work on files from outside, in processes of their own: what one of them costs, nobody else pays."""
