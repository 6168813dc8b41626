import './style.css';
import './shell';
