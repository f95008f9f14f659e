"""What may go out as a text to a phone: neutral words, words that give away, pieces and parts."""
