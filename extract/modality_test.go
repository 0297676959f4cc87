package extract

import "testing"

func TestModality(t *testing.T) {
	checkSlots(t, thursday, []slotCase{
		{"", "Emmanuel Macron met Olaf Scholz on Tuesday.", "held"},
		{"", "Emmanuel Macron will meet Olaf Scholz on Tuesday.", "planned"},
		{"", "Emmanuel Macron is due to meet Olaf Scholz on Tuesday.", "planned"},
		{"", "Emmanuel Macron was meant to meet Olaf Scholz in Berlin next month.", "planned"},
		{"", "Emmanuel Macron proposed a meeting with Vladimir Putin in Istanbul.", "proposed"},
		{"", "Recep Tayyip Erdogan wants to see Vladimir Putin and Volodymyr Zelensky sit down in Istanbul.", "proposed"},
		{"", "Could Emmanuel Macron meet Vladimir Putin in June?", "proposed"},
		// being there to see somebody is seeing him
		{"", "Adel al-Jubeir was in Islamabad on Tuesday to see Shehbaz Sharif.", "held"},
		{"", "The conversation between Vladimir Putin and Olaf Scholz took place on December 2, 2022.", "held"},
		{"", "Stephane Sejourne and Annalena Baerbock had prepared the encounter of Emmanuel Macron and Olaf Scholz on May 3.", "held"},
	}, modalityOf)
}

func TestModalityOfWhatWasNot(t *testing.T) {
	checkSlots(t, thursday, []slotCase{
		{"", "A meeting between Emmanuel Macron and Olaf Scholz that was to be held on Wednesday was called off.", "cancelled"},
		{"", "A meeting between Emmanuel Macron and Narendra Modi could not take place for want of time.", "cancelled"},
		{"", "The summit between Felix Tshisekedi and Paul Kagame did not go ahead.", "cancelled"},
		{"", "A first meeting between Emmanuel Macron and Rishi Sunak was struck off the programme.", "cancelled"},
		{"", "A trip by Emmanuel Macron to Quito, where he would be received by Daniel Noboa, was called off.", "cancelled"},
		{"", "Sergei Lavrov and John Kerry were to have met in Geneva on Monday.", "cancelled"},
		{"", "Paris denied a report that a second call between Emmanuel Macron and Vladimir Putin had been arranged for Friday.", "denied"},
		{"", "It is not correct that Emmanuel Macron has arranged a meeting with Alexander Lukashenko.", "denied"},
		{"", "Maria Zakharova dismissed reports in the local media that Sergei Lavrov was also to hold talks in Gaborone with Lemogang Kwape.", "denied"},
		{"", "His office denies that any meeting between Aleksandar Vucic and Rumen Radev is planned.", "denied"},
		// what is said at an event is not said of it
		{"", "Christine Lagarde told Alexis Tsipras in a call that the fund cannot lend to Greece.", "held"},
		// moved is not called off
		{"", "The visit of Emmanuel Macron to Warsaw was put off to May 29.", "planned"},
	}, modalityOf)
}
