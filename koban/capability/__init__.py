"""From needs to gaps to measures to a roadmap, reckoned from data. Pure: no clock, no disk; whoever asks brings the day."""
